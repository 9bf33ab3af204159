import { open, readFile, rename } from 'node:fs/promises';

import { z } from 'zod';

/**
 * One JSON document on disk. A write goes to a second file that replaces the
 * first in one step, so a kill leaves either the old or the new document.
 */
export class JsonFile<T> {
  private writing: Promise<void> = Promise.resolve();
  private waiting: Promise<void> | undefined;

  private constructor(
    private readonly path: string,
    private readonly schema: z.ZodType<T, z.ZodTypeDef, unknown>,
  ) {}

  /** @param schema - what the document must look like to be read */
  static at<T>(
    path: string,
    schema: z.ZodType<T, z.ZodTypeDef, unknown>,
  ): JsonFile<T> {
    return new JsonFile(path, schema);
  }

  /**
   * The document, or undefined when there is none yet.
   *
   * @throws Error when the file is there but not readable as such a document
   */
  async read(): Promise<T | undefined> {
    let text: string;
    try {
      text = await readFile(this.path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
        return undefined;
      }
      throw error;
    }
    try {
      return this.schema.parse(JSON.parse(text));
    } catch (error) {
      throw new Error(
        `The forge's state file ${this.path} is damaged or from another version. Clear the sandbox with "npm run sandbox:reset". (${error})`,
      );
    }
  }

  /**
   * Writes what `current` gives at the time of writing. Calls that come while
   * a write is under way share the next one.
   */
  write(current: () => T): Promise<void> {
    this.waiting ??= this.writing.then(() => {
      this.waiting = undefined;
      const written = this.replace(JSON.stringify(current()));
      this.writing = written.catch(() => {});
      return written;
    });
    return this.waiting;
  }

  private async replace(text: string): Promise<void> {
    const temporary = `${this.path}.new`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.path);
  }
}
