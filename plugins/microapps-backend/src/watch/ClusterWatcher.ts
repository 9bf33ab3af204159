import type {
  ObservedKind,
  ObservedObject,
} from '@microapps/plugin-microapps-node';
import type { SourceState } from '../store';
import { kindTitle } from './kindPath';
import type { KindState } from './KindState';
import { KindWatch } from './KindWatch';
import type { KubernetesTransport } from './KubernetesTransport';
import { DEFAULT_WATCH_TIMINGS, type WatchTimings } from './WatchTimings';

/** A kind, and what becomes of its objects. */
export type WatchedKind<T> = {
  kind: ObservedKind;
  /** Makes of an object what is kept of it; must not throw. */
  digest: (object: ObservedObject) => T;
};

/** What a {@link ClusterWatcher} needs, and whom it tells. */
export type ClusterWatcherOptions<T> = {
  transport: KubernetesTransport;
  kinds: WatchedKind<T>[];
  /** All there is of a kind; what is not among it is gone. */
  onReplace: (kind: string, entries: Map<string, T>) => void;
  /** One object changed, or with `undefined` went. */
  onChange: (kind: string, key: string, entry: T | undefined) => void;
  /** How the cluster as a whole stands. */
  onState: (state: SourceState) => void;
  /** The oldest of the last good words of the kinds that have spoken; milliseconds since 1970. */
  onWord: (at: number) => void;
  timings?: Partial<WatchTimings>;
};

/**
 * Watches kinds in one cluster, each over a connection of its own, and tells
 * how the cluster stands: it is as stale as its stalest kind.
 */
export class ClusterWatcher<T> {
  static create<T>(options: ClusterWatcherOptions<T>): ClusterWatcher<T> {
    return new ClusterWatcher(options);
  }

  private readonly states = new Map<string, KindState>();

  private constructor(private readonly options: ClusterWatcherOptions<T>) {}

  /** Runs until the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(
      this.options.kinds.map(watched => this.runKind(watched, signal)),
    );
  }

  private runKind(
    { kind, digest }: WatchedKind<T>,
    signal: AbortSignal,
  ): Promise<void> {
    const { transport, onReplace, onChange, onState, onWord, timings } =
      this.options;
    const id = `${kindTitle(kind)}/${kind.version}`;
    this.states.set(id, { state: 'connecting' });

    return new KindWatch<T>({
      transport,
      kind,
      digest,
      onReplace: entries => onReplace(id, entries),
      onChange: (key, entry) => onChange(id, key, entry),
      onState: state => {
        this.states.set(id, state);
        onState(mergeKindStates([...this.states.values()]));
      },
      onWord: at => {
        this.states.get(id)!.lastWordAt = at;
        onWord(oldestWord([...this.states.values()]) ?? at);
      },
      timings: { ...DEFAULT_WATCH_TIMINGS, ...timings },
    }).run(signal);
  }
}

/** How a cluster stands, from how its kinds stand. */
export function mergeKindStates(states: KindState[]): SourceState {
  const stale = states.filter(({ state }) => state === 'stale');
  if (stale.length > 0) {
    return {
      state: 'stale',
      lastWordAt: oldestWord(stale),
      message: stale[0].message,
    };
  }
  const known = states.filter(({ state }) => state !== 'absent');
  if (known.some(({ state }) => state === 'connecting')) {
    return { state: 'connecting', lastWordAt: oldestWord(known) };
  }
  return known.length > 0
    ? { state: 'fresh', lastWordAt: oldestWord(known) }
    : { state: 'absent', lastWordAt: oldestWord(states) };
}

/** Of those that have spoken: one that never does must not hide that the rest fell silent. */
function oldestWord(states: KindState[]): number | undefined {
  const words = states.flatMap(({ lastWordAt }) => lastWordAt ?? []);
  return words.length > 0 ? Math.min(...words) : undefined;
}
