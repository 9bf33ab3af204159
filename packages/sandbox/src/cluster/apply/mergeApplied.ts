import { fieldStructure, Structure } from '../kinds/Structure';
import { isJsonObject } from '../model/json';
import { JsonObject } from '../model/KubernetesObject';
import { FieldSet } from './FieldSet';
import { partsOf } from './parts';

/** Puts what is applied over the live value: maps and keyed lists merge, the rest is replaced. */
export function mergeApplied(
  live: unknown,
  applied: unknown,
  structure: Structure,
): unknown {
  if (isJsonObject(live) && isJsonObject(applied) && !structure.atomic) {
    const result: JsonObject = { ...live };
    for (const [name, value] of Object.entries(applied)) {
      result[name] = mergeApplied(
        live[name],
        value,
        fieldStructure(structure, name),
      );
    }
    return result;
  }
  if (Array.isArray(live) && Array.isArray(applied) && structure.list) {
    const present = partsOf(live, structure)?.parts ?? new Map();
    const given = partsOf(applied, structure)?.parts ?? new Map();
    const merged = [...given].map(([element, part]) =>
      mergeApplied(present.get(element)?.value, part.value, part.structure),
    );
    const kept = [...present]
      .filter(([element]) => !given.has(element))
      .map(([, part]) => part.value);
    return [...merged, ...kept];
  }
  return applied;
}

/**
 * Takes paths out of a value, except what somebody else still holds. An entry or
 * object that this empties goes with them.
 */
export function removeFields(
  value: unknown,
  structure: Structure,
  removed: FieldSet,
  held: FieldSet | undefined,
): unknown {
  const inner = partsOf(value, structure);
  if (!inner) {
    return value;
  }
  const rest = new Map<string, unknown>();
  for (const [element, part] of inner.parts) {
    const removedHere = removed.children.get(element);
    const heldHere = held?.children.get(element);
    if (!removedHere) {
      rest.set(element, part.value);
      continue;
    }
    const isHeld = heldHere !== undefined && !heldHere.isEmpty;
    if (removedHere.owned && !isHeld) {
      continue;
    }
    const left = removeFields(
      part.value,
      part.structure,
      removedHere,
      heldHere,
    );
    if (isHeld || !isEmptied(left)) {
      rest.set(element, left);
    }
  }
  return inner.type === 'list'
    ? [...rest.values()]
    : Object.fromEntries(
        [...rest].map(([name, child]) => [name.slice(2), child]),
      );
}

function isEmptied(value: unknown): boolean {
  return (
    (Array.isArray(value) && value.length === 0) ||
    (isJsonObject(value) && Object.keys(value).length === 0)
  );
}
