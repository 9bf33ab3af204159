/** A cluster's message longer than this is cut; characters. */
const MAX_MESSAGE = 300;

const DAY = 24 * 60 * 60 * 1000;

/** A message from elsewhere as one line of printable text, and not too long. */
export function oneLine(message: string): string {
  const line = message
    // Control characters, among them those that turn writing round.
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return line.length > MAX_MESSAGE ? `${line.slice(0, MAX_MESSAGE)}…` : line;
}

/** `sentence: cause.`, or the sentence alone where no cause is known. */
export function withCause(sentence: string, cause: string | undefined): string {
  const reason = cause && oneLine(cause).replace(/[.\s]+$/, '');
  return reason ? `${sentence}: ${reason}.` : `${sentence}.`;
}

/** `staging`, `staging and production`, `a, b and c`. */
export function listOf(words: string[]): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** `1 change`, `2 changes`. */
export function count(number: number, thing: string): string {
  return `${number} ${thing}${number === 1 ? '' : 's'}`;
}

/** `10:42` within a day, `3 May, 10:42` before; in the portal's time zone. */
export function timeOf(at: number, now: number): string {
  return new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(now - at >= DAY && { day: 'numeric', month: 'long' }),
  }).format(at);
}

/** When {@link timeOf} would read otherwise. */
export function timeOfChangesAt(at: number, now: number): number {
  return now - at >= DAY ? Infinity : at + DAY;
}
