import type { Source } from '@microapps/plugin-microapps-common';

/** How a source stands. */
export type SourceState = {
  state: Source['state'];
  /** When the last good word came; milliseconds since 1970. */
  lastWordAt?: number;
  /** What went wrong, for people. */
  message?: string;
};

type Entry = SourceState & { title: string };

/** All that is watched, and how fresh the word from each is. */
export class SourceBoard {
  private readonly entries = new Map<string, Entry>();
  private readonly listeners: Array<(id: string) => void> = [];

  /** Names a source before it has said anything. */
  add(id: string, title: string): void {
    this.entries.set(id, { title, state: 'connecting' });
  }

  /** Calls the listener with the id of each source whose state changes. */
  onChange(listener: (id: string) => void): void {
    this.listeners.push(listener);
  }

  /** A good word came; this alone changes no state. */
  hear(id: string, at: number): void {
    this.entry(id).lastWordAt = at;
  }

  /** Notes how a source stands now. */
  set(id: string, next: SourceState): void {
    const entry = this.entry(id);
    const { state, message } = entry;
    entry.state = next.state;
    entry.message = next.message;
    // Without a word of its own, a failing source keeps the time of its last.
    entry.lastWordAt = next.lastWordAt ?? entry.lastWordAt;
    if (state !== next.state || message !== next.message) {
      this.listeners.forEach(listener => listener(id));
    }
  }

  /** Throws for a source that was never added. */
  get(id: string): Readonly<Entry> {
    return this.entry(id);
  }

  /** Every source, or those named, as the API gives them. */
  list(ids: Iterable<string> = this.entries.keys()): Source[] {
    return [...ids].map(id => {
      const { title, state, lastWordAt, message } = this.entry(id);
      return {
        id,
        title,
        state,
        ...(lastWordAt !== undefined && {
          lastWordAt: new Date(lastWordAt).toISOString(),
        }),
        ...(message !== undefined && { message }),
      };
    });
  }

  private entry(id: string): Entry {
    const entry = this.entries.get(id);
    if (!entry) {
      throw new Error(`There is no source ${id}.`);
    }
    return entry;
  }
}
