import fs from 'node:fs';
import path from 'node:path';
import { ObjectStore, StoreRecord } from './ObjectStore';

/** The log is rewritten when it holds this many records more than there are objects. */
const COMPACTION_SLACK = 20_000;

const FORMAT = 1;

/**
 * Keeps a store in one file of JSON lines. A change is handed to the operating
 * system before it is answered, so that a killed process loses nothing; a line
 * torn by a crash in the middle of a write was never answered and is dropped.
 */
export class Journal {
  private descriptor: number | undefined;
  private recordCount = 0;

  private constructor(private readonly file: string) {}

  /** Opens the log in a folder, which is made when it is missing. */
  static open(folder: string): Journal {
    fs.mkdirSync(folder, { recursive: true });
    return new Journal(path.join(folder, 'objects.ndjson'));
  }

  /**
   * Fills an empty store and rewrites the log compactly.
   *
   * @throws when the file was not written by this format
   */
  loadInto(store: ObjectStore): void {
    if (fs.existsSync(this.file)) {
      this.read(store);
    }
    store.forgetHistory();
    this.rewrite(store);
  }

  /** Writes a change down; `store` gives the present state when the log has grown long. */
  append(record: StoreRecord, store: ObjectStore): void {
    if (this.descriptor === undefined) {
      throw new Error(`The cluster's log ${this.file} is closed`);
    }
    if (this.recordCount > store.size + COMPACTION_SLACK) {
      this.rewrite(store);
    }
    writeLines(this.descriptor, `${JSON.stringify(record)}\n`);
    this.recordCount++;
  }

  /** Closes the file. */
  close(): void {
    if (this.descriptor !== undefined) {
      fs.closeSync(this.descriptor);
      this.descriptor = undefined;
    }
  }

  private read(store: ObjectStore): void {
    const lines = fs.readFileSync(this.file, 'utf8').split('\n');
    const header = parseLine(lines[0]) as { format?: number } | undefined;
    if (header?.format !== FORMAT) {
      throw new Error(
        `${this.file} is not a log of this version of the sandbox; remove its folder to start afresh`,
      );
    }
    lines.slice(1).forEach((line, index) => {
      const record = parseLine(line);
      if (record) {
        store.load(record);
      } else if (line && index < lines.length - 2) {
        throw new Error(
          `${this.file} is damaged in line ${
            index + 2
          }; remove its folder to start afresh`,
        );
      }
    });
  }

  /** Writes the present state beside the log and puts it in its place at once. */
  private rewrite(store: ObjectStore): void {
    const temporary = `${this.file}.new`;
    const descriptor = fs.openSync(temporary, 'w');
    writeLines(descriptor, `${JSON.stringify({ format: FORMAT })}\n`);
    let count = 0;
    for (const record of store.records()) {
      writeLines(descriptor, `${JSON.stringify(record)}\n`);
      count++;
    }
    fs.fsyncSync(descriptor);
    fs.renameSync(temporary, this.file);
    this.close();
    this.descriptor = descriptor;
    this.recordCount = count;
  }
}

function writeLines(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let written = 0; written < bytes.length; ) {
    written += fs.writeSync(descriptor, bytes, written);
  }
}

function parseLine(
  line: string,
): StoreRecord | { resourceVersion: number } | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
