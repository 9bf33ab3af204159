/** Larger than any form or answer sheet; keeps a hostile file from being read at all. */
export const MAX_FILE_BYTES = 128 * 1024;

/** What is said of a file that is larger. */
export const TOO_LARGE = `The file is too large: at most ${
  MAX_FILE_BYTES / 1024
} KiB are read.`;

/**
 * Stands for the text of a file that was too large to be read: it parses to
 * that problem. A file that was left out would look as if it were removed.
 */
export const TOO_LARGE_TEXT = '#'.repeat(MAX_FILE_BYTES + 1);

/** Whether a text takes more bytes than are read. */
export function isTooLarge(text: string): boolean {
  return Buffer.byteLength(text) > MAX_FILE_BYTES;
}
