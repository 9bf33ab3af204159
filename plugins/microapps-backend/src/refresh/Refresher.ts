import type { LoggerService } from '@backstage/backend-plugin-api';
import { Backoff, sleep } from '../watch';

/** What a {@link Refresher} does, and when. */
export type RefresherOptions = {
  /** For the log: `the micro-apps in Git`. */
  title: string;
  /** Reads anew; may throw. */
  run: () => Promise<void>;
  /** Called when it threw. */
  onFailure: (error: unknown) => void;
  /** How often it runs unasked; milliseconds. */
  interval: number;
  /** The longest first wait after a failure; milliseconds. */
  retryBase?: number;
  logger: LoggerService;
};

/** A short outage should be over unnoticed; milliseconds. */
const DEFAULT_RETRY_BASE = 2_000;

/**
 * Reads something now and then, and whenever it is asked to. One reading at a
 * time: what asks during one is answered by the next. After a failure it tries
 * again sooner, then ever later, up to its interval.
 */
export class Refresher {
  static create(options: RefresherOptions): Refresher {
    return new Refresher(options);
  }

  private readonly backoff: Backoff;
  private wake = new AbortController();

  private constructor(private readonly options: RefresherOptions) {
    const { interval, retryBase = DEFAULT_RETRY_BASE } = options;
    this.backoff = new Backoff({ base: retryBase, max: interval });
  }

  /** Asks for a reading as soon as may be. */
  request(): void {
    this.wake.abort();
  }

  /** Runs until the signal is aborted; never throws. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      // Whoever asks from here on may know more than this reading will see.
      this.wake = new AbortController();
      const wait = await this.round();
      await sleep(wait, AbortSignal.any([signal, this.wake.signal]));
    }
  }

  private async round(): Promise<number> {
    const { run, onFailure, interval, title, logger } = this.options;
    try {
      await run();
      this.backoff.reset();
      return interval;
    } catch (error) {
      logger.warn(`Could not read ${title}; what was known stays`, {
        error: String(error),
      });
      onFailure(error);
      return this.backoff.next();
    }
  }
}
