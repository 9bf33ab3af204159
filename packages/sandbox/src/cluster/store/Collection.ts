import { KubernetesObject, ObjectKey } from '../model/KubernetesObject';

/** One change of one object. */
export type StoreEvent = {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  /** `deployments.apps` */
  resource: string;
  resourceVersion: number;
  /** The object after the change; for `DELETED` as it was last, with the version of its deletion. */
  object: KubernetesObject;
  /** The object before the change. */
  previous?: KubernetesObject;
};

/**
 * The objects of one kind, and its latest events: enough to resume a watch and to
 * list the kind as it was at a version not long ago.
 */
export class Collection {
  private readonly objects = new Map<string, KubernetesObject>();
  private readonly keysByNamespace = new Map<string, Set<string>>();
  private sortedKeys: string[] | undefined;
  private history: StoreEvent[] = [];

  /**
   * @param historySize - how many events are kept
   * @param forgottenUpTo - the version up to which events are no longer known
   */
  constructor(
    private readonly historySize: number,
    private forgottenUpTo: number,
  ) {}

  get size(): number {
    return this.objects.size;
  }

  get(key: ObjectKey): KubernetesObject | undefined {
    return this.objects.get(keyText(key));
  }

  /** All objects, or a namespace's, in the order of namespace and name. */
  list(namespace?: string): KubernetesObject[] {
    const keys =
      namespace === undefined
        ? this.allKeysSorted()
        : [...(this.keysByNamespace.get(namespace) ?? [])].sort();
    return keys.map(key => this.objects.get(key)!);
  }

  /** The list as it was at a version, or `undefined` when that is no longer known. */
  listAt(version: number, namespace?: string): KubernetesObject[] | undefined {
    const later = this.eventsSince(version);
    if (!later?.length) {
      return later && this.list(namespace);
    }
    const then = new Map<string, KubernetesObject>();
    for (const object of this.list(namespace)) {
      then.set(keyText(object.metadata), object);
    }
    for (const event of later.reverse()) {
      const { metadata } = event.object;
      if (namespace !== undefined && metadata.namespace !== namespace) {
        continue;
      }
      if (event.previous) {
        then.set(keyText(metadata), event.previous);
      } else {
        then.delete(keyText(metadata));
      }
    }
    return [...then.keys()].sort().map(key => then.get(key)!);
  }

  /** The events after a version, or `undefined` when some of them are forgotten. */
  eventsSince(version: number): StoreEvent[] | undefined {
    if (version < this.forgottenUpTo) {
      return undefined;
    }
    let first = this.history.length;
    while (first > 0 && this.history[first - 1].resourceVersion > version) {
      first--;
    }
    return this.history.slice(first);
  }

  /** Applies a change and remembers it. */
  record(event: StoreEvent): void {
    if (event.type === 'DELETED') {
      this.delete(event.object.metadata);
    } else {
      this.set(event.object);
    }
    this.history.push(event);
    const newestForgotten = this.history.length - this.historySize - 1;
    if (newestForgotten >= 0) {
      this.forgottenUpTo = this.history[newestForgotten].resourceVersion;
    }
    // Cut in one go now and then rather than shifted at every event.
    if (this.history.length > this.historySize * 2) {
      this.history = this.history.slice(-this.historySize);
    }
  }

  /** Forgets the events, as compaction does. */
  forget(upTo: number): void {
    this.history = [];
    this.forgottenUpTo = upTo;
  }

  /** Puts an object there without an event: loading. */
  set(object: KubernetesObject): void {
    const key = keyText(object.metadata);
    if (!this.objects.has(key)) {
      this.sortedKeys = undefined;
      const namespace = object.metadata.namespace ?? '';
      const keys = this.keysByNamespace.get(namespace) ?? new Set();
      this.keysByNamespace.set(namespace, keys.add(key));
    }
    this.objects.set(key, object);
  }

  /** Takes an object away without an event: loading. */
  delete(key: ObjectKey): void {
    const text = keyText(key);
    if (!this.objects.delete(text)) {
      return;
    }
    this.sortedKeys = undefined;
    const keys = this.keysByNamespace.get(key.namespace ?? '');
    keys?.delete(text);
    if (!keys?.size) {
      this.keysByNamespace.delete(key.namespace ?? '');
    }
  }

  private allKeysSorted(): string[] {
    this.sortedKeys ??= [...this.objects.keys()].sort();
    return this.sortedKeys;
  }
}

/** The place of an object in a list, and of a page's start in a `continue` token. */
export function keyText(key: ObjectKey): string {
  return key.namespace ? `${key.namespace}/${key.name}` : key.name;
}
