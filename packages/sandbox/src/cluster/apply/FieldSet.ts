import { isJsonObject } from '../model/json';
import { JsonObject } from '../model/KubernetesObject';

/**
 * A set of paths into an object, as a tree. The names of children are the path
 * elements of Kubernetes' FieldsV1: `f:<field>`, `k:<keys as JSON>`, `v:<value as JSON>`.
 */
export class FieldSet {
  /** The path that leads here belongs to the set. */
  owned = false;
  readonly children = new Map<string, FieldSet>();

  /** Reads `fieldsV1` of a managedFields entry. */
  static fromFieldsV1(fields: unknown): FieldSet {
    const set = new FieldSet();
    if (!isJsonObject(fields)) {
      return set;
    }
    const elements = Object.keys(fields).filter(key => key !== '.');
    set.owned = '.' in fields || elements.length === 0;
    for (const element of elements) {
      set.children.set(element, FieldSet.fromFieldsV1(fields[element]));
    }
    return set;
  }

  /** Written as `fieldsV1` of a managedFields entry. */
  toFieldsV1(): JsonObject {
    const fields: JsonObject = {};
    if (this.owned && this.children.size) {
      fields['.'] = {};
    }
    for (const [element, child] of this.children) {
      fields[element] = child.toFieldsV1();
    }
    return fields;
  }

  /** No path belongs to the set. */
  get isEmpty(): boolean {
    return !this.owned && this.children.size === 0;
  }

  /** The child at an element, made when it is missing. */
  child(element: string): FieldSet {
    let child = this.children.get(element);
    if (!child) {
      child = new FieldSet();
      this.children.set(element, child);
    }
    return child;
  }

  /** Paths that are in this set or the other. */
  union(other: FieldSet | undefined): FieldSet {
    return this.combine(other, (mine, theirs) => mine || theirs, 'either');
  }

  /** Paths that are in this set and not in the other. */
  difference(other: FieldSet | undefined): FieldSet {
    return this.combine(other, (mine, theirs) => mine && !theirs, 'mine');
  }

  /** Paths that are in both. */
  intersection(other: FieldSet | undefined): FieldSet {
    return this.combine(other, (mine, theirs) => mine && theirs, 'mine');
  }

  /** This set without the fields of that name at the top, and all below them. */
  without(field: string): FieldSet {
    const copy = new FieldSet();
    copy.owned = this.owned;
    for (const [element, child] of this.children) {
      if (element !== `f:${field}`) {
        copy.children.set(element, child);
      }
    }
    return copy;
  }

  /** The paths of the set, written as Kubernetes prints them: `.spec.list[name="x"].image`. */
  paths(prefix = ''): string[] {
    const below = [...this.children].flatMap(([element, child]) =>
      child.paths(prefix + printElement(element)),
    );
    return this.owned ? [prefix, ...below] : below;
  }

  private combine(
    other: FieldSet | undefined,
    owned: (mine: boolean, theirs: boolean) => boolean,
    elementsOf: 'mine' | 'either',
  ): FieldSet {
    const result = new FieldSet();
    result.owned = owned(this.owned, other?.owned ?? false);
    const elements = new Set(this.children.keys());
    if (elementsOf === 'either') {
      other?.children.forEach((_child, element) => elements.add(element));
    }
    for (const element of elements) {
      const mine = this.children.get(element) ?? new FieldSet();
      const theirs = other?.children.get(element);
      const child = mine.combine(theirs, owned, elementsOf);
      if (!child.isEmpty) {
        result.children.set(element, child);
      }
    }
    return result;
  }
}

function printElement(element: string): string {
  const content = element.slice(2);
  if (element.startsWith('k:')) {
    const keys = Object.entries(JSON.parse(content) as JsonObject);
    return `[${keys
      .map(([key, value]) => `${key}=${JSON.stringify(value)}`)
      .join(',')}]`;
  }
  return element.startsWith('v:') ? `[=${content}]` : `.${content}`;
}
