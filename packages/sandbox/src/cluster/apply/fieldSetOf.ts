import { Structure } from '../kinds/Structure';
import { FieldSet } from './FieldSet';
import { partsOf } from './parts';

/**
 * The paths that a value sets: its leaves, and the entries of keyed lists
 * themselves, so that an entry can be owned whatever is in it.
 */
export function fieldSetOf(value: unknown, structure: Structure): FieldSet {
  const set = new FieldSet();
  collect(value, structure, set);
  return set;
}

function collect(value: unknown, structure: Structure, into: FieldSet): void {
  const inner = partsOf(value, structure);
  if (!inner) {
    into.owned = true;
    return;
  }
  for (const [element, part] of inner.parts) {
    const child = into.child(element);
    collect(part.value, part.structure, child);
    child.owned ||= inner.type === 'list';
  }
}
