import type { throttling } from '@octokit/plugin-throttling';

type ThrottlingOptions = Parameters<typeof throttling>[1]['throttle'];

/** Writes that may follow one another at once: a request takes four. */
const BURST = 8;

/** GitHub asks for a second between writes of those who make many. */
const REFILL_MS = 1_000;

/**
 * One write at a time, and one a second on average, as GitHub asks. The
 * throttling plugin's own limiter waits one to three seconds before every
 * write, also before the few that a single person causes while watching.
 */
export class WritePacer {
  private tokens = BURST;
  private filledAt = Date.now();
  private queue: Promise<unknown> = Promise.resolve();

  /** Resolves when the next write may go. */
  async pass(): Promise<void> {
    const turn = this.queue.then(() => this.takeToken());
    this.queue = turn;
    await turn;
  }

  /** In the shape in which the throttling plugin takes its limiters. */
  throttlingGroups(): Pick<NonNullable<ThrottlingOptions>, never> {
    const limiter = {
      schedule: async (_options: unknown, job: () => Promise<unknown>) => {
        await this.pass();
        return job();
      },
    };
    const open = {
      schedule: (_options: unknown, job: () => Promise<unknown>) => job(),
    };
    return {
      write: { key: () => limiter },
      // What notifies people is a write too, and counted there.
      notifications: { key: () => open },
    };
  }

  private async takeToken(): Promise<void> {
    const now = Date.now();
    const refill = Math.floor((now - this.filledAt) / REFILL_MS);
    if (refill > 0) {
      this.tokens = Math.min(BURST, this.tokens + refill);
      this.filledAt += refill * REFILL_MS;
    }
    if (this.tokens === 0) {
      await new Promise(resolve =>
        setTimeout(resolve, this.filledAt + REFILL_MS - now),
      );
      return this.takeToken();
    }
    this.tokens -= 1;
    return undefined;
  }
}
