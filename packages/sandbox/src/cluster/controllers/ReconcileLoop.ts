import { StoreEvent } from '../store/Collection';
import { ObjectStore } from '../store/ObjectStore';

/** How one controller works. */
export type Reconciler = {
  /** The keys of what a change concerns. */
  keysOf(event: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[];
  /**
   * Brings what the key means to where it should be, whatever happened before.
   *
   * @returns after how many milliseconds to look again, if not for a change
   */
  reconcile(key: string): number | undefined;
};

const RETRY_MS = 1000;

/** The longest that a timer of Node waits; a longer delay would fire at once. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Runs a controller: once for all that is there, then for what changes. Changes of
 * the same key that come before its turn are handled together.
 */
export class ReconcileLoop {
  private readonly waiting = new Map<
    string,
    { dueAt: number; timer: NodeJS.Timeout }
  >();
  private readonly unsubscribe: () => void;

  constructor(store: ObjectStore, private readonly reconciler: Reconciler) {
    this.unsubscribe = store.subscribe(event => this.see(event));
    for (const resource of store.resources()) {
      for (const object of store.collection(resource).list()) {
        this.see({ type: 'ADDED', resource, object });
      }
    }
  }

  /** Stops; nothing is reconciled any more. */
  stop(): void {
    this.unsubscribe();
    this.waiting.forEach(({ timer }) => clearTimeout(timer));
    this.waiting.clear();
  }

  private see(event: Pick<StoreEvent, 'type' | 'resource' | 'object'>): void {
    for (const key of this.reconciler.keysOf(event)) {
      this.schedule(key, 0);
    }
  }

  private schedule(key: string, delayMs: number): void {
    const dueAt = Date.now() + delayMs;
    const earlier = this.waiting.get(key);
    if (earlier && earlier.dueAt <= dueAt) {
      return;
    }
    clearTimeout(earlier?.timer);
    const timer = setTimeout(
      () => this.run(key),
      Math.min(delayMs, LONGEST_DELAY_MS),
    );
    this.waiting.set(key, { dueAt, timer });
  }

  private run(key: string): void {
    this.waiting.delete(key);
    let again: number | undefined;
    try {
      again = this.reconciler.reconcile(key);
    } catch (error) {
      again = RETRY_MS;
      // A controller that cannot go on is a fault of the sandbox: say so and retry.
      console.error(`Reconciling ${key} failed:`, error);
    }
    if (again !== undefined) {
      this.schedule(key, again);
    }
  }
}
