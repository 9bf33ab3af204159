import { KubernetesObject, ObjectKey } from '../model/KubernetesObject';
import { Collection, StoreEvent } from './Collection';

/** What is written down of a change, enough to repeat it. */
export type StoreRecord =
  | { put: string; object: KubernetesObject }
  | { remove: string; key: ObjectKey; resourceVersion: number };

/** What the store is told at its start. */
export type ObjectStoreOptions = {
  /** How many events of each kind are kept for watches to resume from. */
  historySize: number;
  /** Called before a change is visible; throwing refuses the change. */
  persist?(record: StoreRecord): void;
};

/**
 * All objects of a cluster under one counter of versions. Knows nothing of the
 * API's rules: what is put is stored as it is, with a new `resourceVersion`.
 */
export class ObjectStore {
  private readonly collections = new Map<string, Collection>();
  private readonly listeners = new Set<(event: StoreEvent) => void>();
  private readonly undelivered: StoreEvent[] = [];
  private delivering = false;
  private version = 1;
  private loadedVersion = 1;

  constructor(private readonly options: ObjectStoreOptions) {}

  /** The version of the latest change. */
  get resourceVersion(): number {
    return this.version;
  }

  /** The objects of a kind, `deployments.apps`. */
  collection(resource: string): Collection {
    let collection = this.collections.get(resource);
    if (!collection) {
      collection = new Collection(this.options.historySize, this.loadedVersion);
      this.collections.set(resource, collection);
    }
    return collection;
  }

  /** The names of the kinds that hold or held objects. */
  resources(): string[] {
    return [...this.collections.keys()];
  }

  /** Stores an object and returns it with its new version. */
  put(resource: string, object: KubernetesObject): KubernetesObject {
    const resourceVersion = this.version + 1;
    const stored = withVersion(object, resourceVersion);
    this.options.persist?.({ put: resource, object: stored });
    const previous = this.collection(resource).get(object.metadata);
    this.commit({
      type: previous ? 'MODIFIED' : 'ADDED',
      resource,
      resourceVersion,
      object: stored,
      previous,
    });
    return stored;
  }

  /** Removes an object and returns it as it was last, with the version of its removal. */
  remove(resource: string, key: ObjectKey): KubernetesObject | undefined {
    const previous = this.collection(resource).get(key);
    if (!previous) {
      return undefined;
    }
    const resourceVersion = this.version + 1;
    this.options.persist?.({
      remove: resource,
      key: { namespace: key.namespace, name: key.name },
      resourceVersion,
    });
    const object = withVersion(previous, resourceVersion);
    this.commit({
      type: 'DELETED',
      resource,
      resourceVersion,
      object,
      previous,
    });
    return object;
  }

  /**
   * Calls `listener` for every change from now on, in order; a change that a
   * listener makes is delivered after the one that caused it.
   *
   * @returns stops it
   */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Repeats a change that was written down earlier; `resourceVersion` alone moves the counter. */
  load(record: StoreRecord | { resourceVersion: number }): void {
    if ('put' in record) {
      this.collection(record.put).set(record.object);
      this.advance(Number(record.object.metadata.resourceVersion));
    } else if ('remove' in record) {
      this.collection(record.remove).delete(record.key);
      this.advance(record.resourceVersion);
    } else {
      this.advance(record.resourceVersion);
    }
  }

  /** Everything needed to load the present state: a compacted log. */
  *records(): Generator<StoreRecord | { resourceVersion: number }> {
    yield { resourceVersion: this.version };
    for (const [resource, collection] of this.collections) {
      for (const object of collection.list()) {
        yield { put: resource, object };
      }
    }
  }

  /** How many objects there are. */
  get size(): number {
    let size = 0;
    for (const collection of this.collections.values()) {
      size += collection.size;
    }
    return size;
  }

  /** Forgets all events: who resumes from an earlier version has to list again. */
  forgetHistory(): void {
    this.loadedVersion = this.version;
    for (const collection of this.collections.values()) {
      collection.forget(this.version);
    }
  }

  private advance(version: number): void {
    this.version = Math.max(this.version, version);
  }

  private commit(event: StoreEvent): void {
    this.version = event.resourceVersion;
    this.collection(event.resource).record(event);
    this.undelivered.push(event);
    if (this.delivering) {
      return;
    }
    this.delivering = true;
    try {
      for (
        let next = this.undelivered.shift();
        next;
        next = this.undelivered.shift()
      ) {
        for (const listener of this.listeners) {
          listener(next);
        }
      }
    } finally {
      this.delivering = false;
    }
  }
}

function withVersion(
  object: KubernetesObject,
  version: number,
): KubernetesObject {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(version) },
  };
}
