import { ObjectStore } from '../store/ObjectStore';
import { OpenWatch, WatchQuery, WatchSink } from './OpenWatch';

/** All watches that are open, and what can happen to them together. */
export class WatchHub {
  private readonly open = new Set<OpenWatch>();

  /**
   * @param bookmarkIntervalMs - how often a watch that wants bookmarks gets one
   */
  constructor(
    private readonly store: ObjectStore,
    private readonly bookmarkIntervalMs: number,
  ) {}

  /** How many are open. */
  get size(): number {
    return this.open.size;
  }

  /**
   * Starts a watch.
   *
   * @returns to be called when its connection is closed
   */
  start(query: WatchQuery, sink: WatchSink): () => void {
    const watch = new OpenWatch(this.store, query, sink);
    this.open.add(watch);
    watch.start(this.bookmarkIntervalMs);
    return () => {
      watch.stop();
      this.open.delete(watch);
    };
  }

  /** Breaks every connection. */
  cutAll(): void {
    this.open.forEach(watch => watch.cut());
  }

  /** Sends nothing more on any watch that is open now, and leaves them open. */
  muteAll(): void {
    for (const watch of this.open) {
      watch.muted = true;
    }
  }

  /** Ends the watches of a kind that is no longer served. */
  endOf(resource: string): void {
    for (const watch of this.open) {
      if (watch.resource === resource) {
        watch.end();
      }
    }
  }
}
