import { Structure } from '../kinds/Structure';
import { jsonEqual } from '../model/json';
import { FieldSet } from './FieldSet';
import { fieldSetOf } from './fieldSetOf';
import { partsOf } from './parts';

/** The paths in which two values differ. */
export type FieldChanges = {
  /** Added, or with another value. */
  changed: FieldSet;
  removed: FieldSet;
};

/** Compares two values path by path; the order of keyed lists does not count. */
export function compareFields(
  before: unknown,
  after: unknown,
  structure: Structure,
): FieldChanges {
  const changes = { changed: new FieldSet(), removed: new FieldSet() };
  compare(before, after, structure, changes);
  return changes;
}

function compare(
  before: unknown,
  after: unknown,
  structure: Structure,
  { changed, removed }: FieldChanges,
): void {
  if (before === after) {
    return;
  }
  const left = partsOf(before, structure);
  const right = partsOf(after, structure);
  if (left?.type !== right?.type || !left || !right) {
    if (!jsonEqual(before, after)) {
      if (before !== undefined && left) {
        copyInto(fieldSetOf(before, structure), removed);
      }
      copyInto(fieldSetOf(after, structure), changed);
      // Filling an empty object adds to it; it does not replace it.
      changed.owned ||=
        !right || (before !== undefined && !left && !isEmptyContainer(before));
    }
    return;
  }
  for (const element of new Set([
    ...left.parts.keys(),
    ...right.parts.keys(),
  ])) {
    const old = left.parts.get(element);
    const now = right.parts.get(element);
    const isItem = left.type === 'list';
    if (!now) {
      addWhole(old!, isItem, element, removed);
    } else if (!old) {
      addWhole(now, isItem, element, changed);
    } else {
      const below = compareFields(old.value, now.value, now.structure);
      attach(changed, element, below.changed);
      attach(removed, element, below.removed);
    }
  }
}

function addWhole(
  part: { value: unknown; structure: Structure },
  isItem: boolean,
  element: string,
  into: FieldSet,
): void {
  const set = fieldSetOf(part.value, part.structure);
  set.owned ||= isItem;
  attach(into, element, set);
}

function attach(into: FieldSet, element: string, child: FieldSet): void {
  if (!child.isEmpty) {
    into.children.set(element, child);
  }
}

function isEmptyContainer(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === 0
  );
}

function copyInto(from: FieldSet, into: FieldSet): void {
  into.owned ||= from.owned;
  for (const [element, child] of from.children) {
    into.children.set(element, child);
  }
}
