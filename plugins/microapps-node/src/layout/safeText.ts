/**
 * Characters that a reader cannot see and that parsers disagree on:
 * control characters, the line breaks of YAML 1.1 (which kustomize still
 * splits lines at) and the carriage return alone, byte order marks, and marks
 * that turn the direction of writing (the "Trojan Source" trick).
 */
const UNSAFE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]|\r(?!\n)|\p{Surrogate}/u;

/** Nesting that a form's answer may have. */
const MAX_DEPTH = 8;

/** The first character of a text that must not be in Git, by its code point. */
export function findUnsafeCharacter(
  text: string,
): { index: number; name: string } | undefined {
  const match = UNSAFE.exec(text);
  if (!match) {
    return undefined;
  }
  const code = match[0].codePointAt(0)!.toString(16).toUpperCase();
  return { index: match.index, name: `U+${code.padStart(4, '0')}` };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value))
  );
}

/**
 * What in an answer must not be written to Git, as the end of the sentence
 * `"Greeting" …`; `undefined` when nothing.
 */
export function findUnsafeValue(value: unknown, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) {
    return 'is nested too deeply.';
  }
  if (typeof value === 'string') {
    const hidden = findUnsafeCharacter(value);
    return (
      hidden &&
      `holds the invisible character ${hidden.name}. Type it again without.`
    );
  }
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : 'must be a number.';
  }
  if (value === null || typeof value === 'boolean') {
    return undefined;
  }
  if (Array.isArray(value)) {
    return firstOf(value, item => findUnsafeValue(item, depth + 1));
  }
  if (isPlainObject(value)) {
    return firstOf(Object.entries(value), ([key, item]) =>
      key === '__proto__'
        ? 'holds the name "__proto__", which is not allowed.'
        : findUnsafeValue(key, depth + 1) ?? findUnsafeValue(item, depth + 1),
    );
  }
  return 'is not a plain value.';
}

function firstOf<T>(
  items: T[],
  find: (item: T) => string | undefined,
): string | undefined {
  for (const item of items) {
    const found = find(item);
    if (found) {
      return found;
    }
  }
  return undefined;
}
