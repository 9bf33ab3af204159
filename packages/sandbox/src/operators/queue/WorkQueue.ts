import type { Logger } from '../logging/Logger';

/** How a queue works. */
export type WorkQueueOptions = {
  /**
   * Brings one thing in order. What it returns is after how many milliseconds
   * it wants to be asked again.
   */
  reconcile: (key: string) => Promise<number | void>;
  logger: Logger;
  /** How many keys at a time; 2 when absent. */
  concurrency?: number;
  /** Milliseconds until the first retry of a failure; 500 when absent, doubled each time. */
  retryDelay?: number;
};

const LONGEST_RETRY = 30_000;

/**
 * A queue as Kubernetes' controllers have it: a key is never worked on twice
 * at a time, and stands in line once however often it is added.
 */
export class WorkQueue {
  private readonly waiting = new Set<string>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly failures = new Map<string, number>();
  private stopped = false;

  private constructor(private readonly options: WorkQueueOptions) {}

  static create(options: WorkQueueOptions): WorkQueue {
    return new WorkQueue(options);
  }

  /** Puts a key in line. */
  add(key: string): void {
    this.clearTimer(key);
    this.waiting.add(key);
    this.fill();
  }

  /** Puts a key in line later, unless it is added before. */
  addAfter(key: string, milliseconds: number): void {
    this.clearTimer(key);
    if (!this.stopped) {
      this.timers.set(
        key,
        setTimeout(() => this.add(key), milliseconds),
      );
    }
  }

  /** Ends when what is being worked on is done. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.waiting.clear();
    [...this.timers.keys()].forEach(key => this.clearTimer(key));
    await Promise.all(this.running.values());
  }

  private fill(): void {
    for (const key of this.waiting) {
      if (
        this.stopped ||
        this.running.size >= (this.options.concurrency ?? 2)
      ) {
        return;
      }
      if (!this.running.has(key)) {
        this.waiting.delete(key);
        this.running.set(key, this.work(key));
      }
    }
  }

  private async work(key: string): Promise<void> {
    try {
      // Even a reconcile that fails at once must not run inside add().
      await Promise.resolve();
      const again = await this.options.reconcile(key);
      this.failures.delete(key);
      if (again !== undefined && !this.waiting.has(key)) {
        this.addAfter(key, again);
      }
    } catch (error) {
      const count = (this.failures.get(key) ?? 0) + 1;
      this.failures.set(key, count);
      const delay = (this.options.retryDelay ?? 500) * 2 ** (count - 1);
      this.options.logger.warn(`${key}: ${error}`);
      if (!this.waiting.has(key)) {
        this.addAfter(key, Math.min(delay, LONGEST_RETRY));
      }
    } finally {
      this.running.delete(key);
      this.fill();
    }
  }

  private clearTimer(key: string): void {
    clearTimeout(this.timers.get(key));
    this.timers.delete(key);
  }
}
