import { isDeepStrictEqual } from 'node:util';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  MicroApp,
  MicroAppStatus,
} from '@microapps/plugin-microapps-common';
import type { EnvironmentConfig, Fact } from '@microapps/plugin-microapps-node';
import {
  deriveStatus,
  type InstanceFact,
  type PullRequestFact,
} from '../status';
import { FactTable, type FactOrigin } from './FactTable';
import type { SourceBoard } from './SourceBoard';

/** A status as it is kept: its sources are added when it is read. */
export type StoredStatus = Omit<MicroAppStatus, 'sources'>;

/** What a {@link FleetStore} rests on. */
export type FleetStoreOptions = {
  /** In the order of promotion. */
  environments: readonly EnvironmentConfig[];
  sources: SourceBoard;
  /** The ids of the sources of Git and of requests. */
  gitSource: string;
  forgeSource: string;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now?: () => number;
};

type Entry = {
  status: StoredStatus;
  sources: string[];
  validUntil: number;
};

/**
 * Everything known of every micro-app, and its status, which is derived again
 * only when something that it follows from has changed. What is read from here
 * costs no call to anywhere.
 */
export class FleetStore {
  static create(options: FleetStoreOptions): FleetStore {
    return new FleetStore(options);
  }

  private readonly facts = new FactTable();
  private instances: ReadonlyMap<string, InstanceFact> = new Map();
  private instancesKnown = false;
  private instancesSince: ReadonlyMap<string, number> = new Map();
  private pullRequests: ReadonlyMap<string, readonly PullRequestFact[]> =
    new Map();
  /** Who runs that is no longer in Git: remembered for as long as it runs. */
  private readonly remembered = new Map<string, MicroApp>();
  private readonly entries = new Map<string, Entry>();
  private readonly dirty = new Set<string>();
  private readonly listeners: Array<(names: string[]) => void> = [];
  private scheduled = false;

  private constructor(private readonly options: FleetStoreOptions) {
    options.sources.onChange(() => this.touch(this.names()));
  }

  /** All there is of a kind in a cluster. */
  replaceFacts(
    origin: FactOrigin,
    entries: ReadonlyMap<string, readonly Fact[]>,
  ): void {
    this.touch(this.facts.replace(origin, entries));
  }

  /** What one object says now; nothing when it went. */
  putFacts(origin: FactOrigin, key: string, facts: readonly Fact[]): void {
    this.touch(this.facts.put(origin, key, facts));
  }

  /** All folders on the deployed branch, by the micro-app's name. */
  replaceInstances(instances: ReadonlyMap<string, InstanceFact>): void {
    const before = this.instances;
    this.instances = instances;
    this.instancesKnown = true;
    const now = this.now();
    this.instancesSince = new Map(
      [...instances.keys()].map(name => [
        name,
        this.instancesSince.get(name) ?? now,
      ]),
    );
    this.touch(changedKeys(before, instances));
  }

  /** Whether it has a folder on the deployed branch, once that is known. */
  hasInstance(name: string): boolean | undefined {
    return this.instancesKnown ? this.instances.has(name) : undefined;
  }

  /** All requests. */
  replacePullRequests(pullRequests: readonly PullRequestFact[]): void {
    const before = this.pullRequests;
    const after = new Map<string, PullRequestFact[]>();
    for (const fact of pullRequests) {
      const { app } = fact.pullRequest;
      after.set(app, [...(after.get(app) ?? []), fact]);
    }
    this.pullRequests = after;
    this.touch(changedKeys(before, after));
  }

  /** Derives anew what may read otherwise because time has passed. */
  tick(): void {
    const now = this.now();
    this.touch(
      [...this.entries]
        .filter(([, { validUntil }]) => validUntil <= now)
        .map(([name]) => name),
    );
  }

  /** The status of one micro-app. */
  get(name: string): MicroAppStatus | undefined {
    this.settle();
    const entry = this.entries.get(name);
    return entry && this.withSources(entry);
  }

  /** The statuses of all, in no order. They are shared: do not change them. */
  statuses(): StoredStatus[] {
    this.settle();
    return [...this.entries.values()].map(({ status }) => status);
  }

  /** A status as the API gives it. */
  complete({ name }: StoredStatus): MicroAppStatus {
    return this.withSources(this.entries.get(name)!);
  }

  /** Calls the listener with the names of those whose status has changed. */
  onChange(listener: (names: string[]) => void): void {
    this.listeners.push(listener);
  }

  private withSources({ status, sources }: Entry): MicroAppStatus {
    return { ...status, sources: this.options.sources.list(sources) };
  }

  private names(): Set<string> {
    return new Set([
      ...this.entries.keys(),
      ...this.facts.apps(),
      ...this.instances.keys(),
      ...this.pullRequests.keys(),
    ]);
  }

  private touch(names: Iterable<string>): void {
    for (const name of names) {
      this.dirty.add(name);
    }
    if (this.dirty.size > 0 && !this.scheduled) {
      this.scheduled = true;
      // Changes that arrive together are derived together.
      setImmediate(() => {
        this.scheduled = false;
        this.settle();
      });
    }
  }

  /** Derives anew all that has changed, and tells whoever listens. */
  private settle(): void {
    if (this.dirty.size === 0) {
      return;
    }
    const names = [...this.dirty];
    this.dirty.clear();
    const changed = names.filter(name => this.deriveOrKeep(name));
    if (changed.length > 0) {
      this.listeners.forEach(listener => listener(changed));
    }
  }

  /** What cannot be derived for one must not stop the others. */
  private deriveOrKeep(name: string): boolean {
    try {
      return this.derive(name);
    } catch (error) {
      this.options.logger.error(
        'Could not derive the status of a micro-app; the one before stays',
        { app: name, error: String(error) },
      );
      return false;
    }
  }

  /** Returns whether the status is another than before. */
  private derive(name: string): boolean {
    const now = this.now();
    const facts = this.facts.of(name);
    const app = this.identify(name, facts.length > 0);
    const derived = deriveStatus({
      name,
      app,
      instance: this.instances.get(name),
      instanceSince: this.instancesSince.get(name),
      pullRequests: this.pullRequests.get(name) ?? [],
      facts,
      environments: this.options.environments,
      source: id => this.options.sources.get(id),
      gitSource: this.options.gitSource,
      forgeSource: this.options.forgeSource,
      now,
    });
    if (!derived) {
      this.remembered.delete(name);
      return this.entries.delete(name);
    }
    const { status, sources, validUntil } = derived;
    const before = this.entries.get(name);
    if (before) {
      const { updatedAt, ...rest } = before.status;
      if (isDeepStrictEqual(rest, status)) {
        this.entries.set(name, {
          status: before.status,
          sources,
          validUntil,
        });
        return false;
      }
    }
    this.entries.set(name, {
      status: { ...status, updatedAt: new Date(now).toISOString() },
      sources,
      validUntil,
    });
    return true;
  }

  /**
   * Git says who it is. Where its file there is broken our memory of it does: a
   * request that nobody has reviewed must not. Before it is in Git its request
   * says so, and after that our memory.
   */
  private identify(name: string, runs: boolean): MicroApp | undefined {
    const inGit = this.instances.get(name)?.app;
    if (inGit) {
      this.remembered.set(name, inGit);
      return inGit;
    }
    const before = this.remembered.get(name);
    if (before && this.instances.has(name)) {
      return before;
    }
    const requests = [...(this.pullRequests.get(name) ?? [])].sort(
      (a, b) => b.pullRequest.number - a.pullRequest.number,
    );
    const asked = requests.find(({ app }) => app)?.app;
    if (asked) {
      return asked;
    }
    return runs ? before : undefined;
  }

  private now(): number {
    return (this.options.now ?? Date.now)();
  }
}

function changedKeys<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
): string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].filter(
    key => !isDeepStrictEqual(before.get(key), after.get(key)),
  );
}
