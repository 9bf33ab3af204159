import type {
  ObservedKind,
  ObservedObject,
} from '@microapps/plugin-microapps-node';
import { Backoff } from './Backoff';
import { confirmCluster } from './confirmCluster';
import { describeFailure } from './describeFailure';
import { kindTitle } from './kindPath';
import type { KindState } from './KindState';
import { KubernetesError } from './KubernetesError';
import type { KubernetesTransport } from './KubernetesTransport';
import { listKind } from './listKind';
import { objectKey } from './observedObject';
import { SilenceError } from './SilenceError';
import { sleep } from './sleep';
import { watchEvents } from './watchEvents';
import type { WatchTimings } from './WatchTimings';

/** What a {@link KindWatch} needs, and whom it tells. */
export type KindWatchOptions<T> = {
  transport: KubernetesTransport;
  kind: ObservedKind;
  /** Makes of an object what is kept of it; must not throw. */
  digest: (object: ObservedObject) => T;
  /** All there is now; what is not among it is gone. */
  onReplace: (entries: Map<string, T>) => void;
  /** One object changed, or with `undefined` went. */
  onChange: (key: string, entry: T | undefined) => void;
  /** The watch became fresh, stale or absent. */
  onState: (state: KindState) => void;
  /** A good word came: a list, an event or a bookmark. */
  onWord: (at: number) => void;
  timings: WatchTimings;
};

/** Waits below this are not worth greying a screen; milliseconds. */
const SHORT_WAIT = 2_000;

/** After so many failed watches in a row, a new list is asked for instead. */
const FAILURES_BEFORE_RELIST = 5;

/**
 * Lists and watches one kind in one cluster. It never gives up and never
 * throws: what goes wrong is told through `onState`, and what was known before
 * stays known.
 */
export class KindWatch<T> {
  private readonly backoff: Backoff;
  private state: KindState = { state: 'connecting' };
  /** Where to go on watching; a list is needed where there is none. */
  private resourceVersion: string | undefined;
  private lastWordAt: number | undefined;
  /** When the cluster agreed to the watch under way. */
  private openedAt: number | undefined;
  private failures = 0;
  /** A 410 has led to a list, and no watch has settled since. */
  private relisted = false;

  constructor(private readonly options: KindWatchOptions<T>) {
    const { backoffBase, backoffMax } = options.timings;
    this.backoff = new Backoff({ base: backoffBase, max: backoffMax });
  }

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const wait = await this.round(signal);
      if (wait > 0) {
        await sleep(wait, signal);
      }
    }
  }

  /** Lists if needed, then watches to the end; returns how long to wait then. */
  private async round(signal: AbortSignal): Promise<number> {
    this.openedAt = undefined;
    try {
      const from = this.resourceVersion ?? (await this.list(signal));
      await this.watch(from, signal);
      // One that ended as soon as it began must not be taken up at once again.
      return this.settle() ? 0 : this.backoff.next();
    } catch (error) {
      this.settle();
      return signal.aborted ? 0 : this.waitAfter(error, signal);
    }
  }

  /** Forgets earlier failures when the watch has held for a while. */
  private settle(): boolean {
    const { settled } = this.options.timings;
    if (this.openedAt === undefined || Date.now() - this.openedAt < settled) {
      return false;
    }
    this.backoff.reset();
    this.failures = 0;
    this.relisted = false;
    return true;
  }

  private async list(signal: AbortSignal): Promise<string> {
    const { transport, kind, digest, timings, onReplace } = this.options;
    const { entries, resourceVersion } = await listKind({
      transport,
      kind,
      digest,
      signal,
      answer: timings.answer,
    });
    this.resourceVersion = resourceVersion;
    onReplace(entries);
    this.hear();
    this.enter({ state: 'fresh' });
    return resourceVersion;
  }

  private async watch(from: string, signal: AbortSignal): Promise<void> {
    const { transport, kind, digest, timings, onChange } = this.options;
    const events = watchEvents({
      transport,
      kind,
      resourceVersion: from,
      duration: timings.watchDuration,
      signal,
      answer: timings.answer,
      silence: timings.silence,
      onOpen: () => {
        this.openedAt = Date.now();
        this.hear();
        this.enter({ state: 'fresh' });
      },
    });
    for await (const event of events) {
      this.hear();
      if (event.type === 'BOOKMARK') {
        this.resourceVersion = event.resourceVersion;
        continue;
      }
      const { object } = event;
      onChange(
        objectKey(object),
        event.type === 'DELETED' ? undefined : digest(object),
      );
      this.resourceVersion =
        object.metadata.resourceVersion ?? this.resourceVersion;
    }
  }

  /** Notes a failure; returns how long to wait before the next round. */
  private async waitAfter(
    error: unknown,
    signal: AbortSignal,
  ): Promise<number> {
    const status = error instanceof KubernetesError ? error.status : undefined;
    if (status === 404) {
      return this.waitAfterNotFound(signal);
    }
    if (status === 410) {
      // Too far behind: only a new list tells what has gone meanwhile.
      const again = this.relisted || this.resourceVersion === undefined;
      this.resourceVersion = undefined;
      this.relisted = true;
      return again ? this.fail(error) : 0;
    }
    if (status === 401) {
      this.options.transport.renewCredentials();
    }
    return this.fail(error);
  }

  /** The kind is not there, if it is the cluster that says so. */
  private async waitAfterNotFound(signal: AbortSignal): Promise<number> {
    const { transport, timings, onReplace } = this.options;
    try {
      await confirmCluster(transport, { signal, answer: timings.answer });
    } catch (error) {
      return this.fail(error);
    }
    // A kind that was removed took its objects along.
    onReplace(new Map());
    this.resourceVersion = undefined;
    this.failures = 0;
    this.hear();
    this.enter({ state: 'absent' });
    return timings.absentRetry * (0.75 + Math.random() / 2);
  }

  private fail(error: unknown): number {
    this.failures += 1;
    if (this.failures % FAILURES_BEFORE_RELIST === 0) {
      // A cluster restored from a backup counts from a lower version.
      this.resourceVersion = undefined;
    }
    const asked = error instanceof KubernetesError ? error.retryAfter ?? 0 : 0;
    const wait = Math.max(this.backoff.next(), asked);
    // One failure between two good words is no news. A second one is, and so is
    // one that took long to show, or after which there will be silence.
    if (
      this.failures > 1 ||
      wait >= SHORT_WAIT ||
      error instanceof SilenceError
    ) {
      const title = kindTitle(this.options.kind);
      this.enter({
        state: 'stale',
        message: `${title}: ${describeFailure(error)}`,
      });
    }
    return wait;
  }

  private hear(): void {
    this.lastWordAt = Date.now();
    this.options.onWord(this.lastWordAt);
  }

  private enter(next: Omit<KindState, 'lastWordAt'>): void {
    const { state, message } = this.state;
    if (state !== next.state || message !== next.message) {
      this.state = { ...next, lastWordAt: this.lastWordAt };
      this.options.onState(this.state);
    }
  }
}
