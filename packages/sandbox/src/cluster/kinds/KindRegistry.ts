import { Kind, resourceName } from './Kind';

/** The kinds served now: the built-in ones and those of CustomResourceDefinitions. */
export class KindRegistry {
  private readonly kinds = new Map<string, Kind>();

  constructor(kinds: Iterable<Kind>) {
    for (const kind of kinds) {
      this.add(kind);
    }
  }

  /** Serves a kind, or replaces it. */
  add(kind: Kind): void {
    this.kinds.set(resourceName(kind), kind);
  }

  /** Stops serving a kind. */
  remove(resource: string): void {
    this.kinds.delete(resource);
  }

  /** The kind called `deployments.apps`. */
  get(resource: string): Kind | undefined {
    return this.kinds.get(resource);
  }

  /** The kind at `/apis/<group>/<version>/…/<plural>`. */
  find(group: string, version: string, plural: string): Kind | undefined {
    const kind = this.kinds.get(resourceName({ group, plural }));
    return kind?.versions.includes(version) ? kind : undefined;
  }

  /** The kind with that name in a group, as owner references name it. */
  findByKind(group: string, kindName: string): Kind | undefined {
    return this.all().find(
      kind => kind.group === group && kind.kind === kindName,
    );
  }

  /** All kinds served. */
  all(): Kind[] {
    return [...this.kinds.values()];
  }

  /** The named groups and their versions, the preferred version first. */
  groups(): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const kind of this.kinds.values()) {
      if (kind.group) {
        const versions = groups.get(kind.group) ?? [];
        versions.push(...kind.versions.filter(v => !versions.includes(v)));
        groups.set(kind.group, versions);
      }
    }
    return groups;
  }
}
