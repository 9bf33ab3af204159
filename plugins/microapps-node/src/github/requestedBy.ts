/** The line of a request's text that names who asked for it. */
const LINE = /^Requested-by: (.{1,200})$/m;

/** What Markdown reads as more than text; a backslash takes the meaning away. */
const MARKDOWN = /[\\`*_{}[\]()<>#+\-.!|~@:&"'$=^]/g;

/**
 * Makes a text from a person plain in GitHub's Markdown: on one line, without
 * markup, links, HTML or mentions.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(MARKDOWN, '\\$&')
      // GitHub finds mentions and addresses in spite of a backslash.
      .replace(/\\@/g, '@\u2060')
  );
}

/** The line with which the portal names who asked; GitHub sees the portal as the author. */
export function requestedByLine(name: string): string {
  return `Requested-by: ${escapeMarkdown(name)}`;
}

/** Who asked for a request, by its text. For show only: whoever edits the text can change it. */
export function readRequestedBy(
  body: string | null | undefined,
): string | undefined {
  const name = LINE.exec((body ?? '').replace(/\r/g, ''))?.[1];
  return (
    name
      ?.replace(/\u2060/g, '')
      .replace(/\\([^\w\s])/g, '$1')
      .trim() || undefined
  );
}
