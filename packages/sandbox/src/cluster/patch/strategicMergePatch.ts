import { fieldStructure, Structure } from '../kinds/Structure';
import { isJsonObject, jsonEqual } from '../model/json';
import { JsonObject } from '../model/KubernetesObject';

const DELETE_FROM = '$deleteFromPrimitiveList/';
const DIRECTIVES = ['$patch', '$retainKeys'];

/**
 * Applies a strategic merge patch: a merge patch in which lists with a key merge
 * entry by entry. Understands `$patch: replace|delete|merge`, `$retainKeys` and
 * `$deleteFromPrimitiveList/…`; `$setElementOrder/…` is read over, entries keep
 * the order they have and new ones are put at the end.
 */
export function strategicMergePatch(
  document: unknown,
  patch: unknown,
  structure: Structure,
): unknown {
  if (Array.isArray(patch)) {
    return mergeLists(
      Array.isArray(document) ? document : [],
      patch,
      structure,
    );
  }
  if (!isJsonObject(patch)) {
    return patch;
  }
  if (patch.$patch === 'replace') {
    return withoutDirectives(patch);
  }
  if (patch.$patch === 'delete') {
    return {};
  }
  const result: JsonObject = isJsonObject(document) ? { ...document } : {};
  retainKeys(result, patch.$retainKeys);
  for (const [key, value] of Object.entries(patch)) {
    if (key.startsWith(DELETE_FROM)) {
      deleteValues(result, key.slice(DELETE_FROM.length), value);
    } else if (key.startsWith('$')) {
      continue;
    } else if (value === null) {
      delete result[key];
    } else {
      result[key] = strategicMergePatch(
        result[key],
        value,
        fieldStructure(structure, key),
      );
    }
  }
  return result;
}

function mergeLists(
  current: unknown[],
  patch: unknown[],
  structure: Structure,
): unknown[] {
  const { list } = structure;
  const entries = patch.filter(
    entry => !(isJsonObject(entry) && isBareReplace(entry)),
  );
  if (!list || entries.length < patch.length) {
    return entries.map(entry =>
      isJsonObject(entry) ? withoutDirectives(entry) : entry,
    );
  }
  if (list.type === 'set') {
    const added = entries.filter(
      entry => !current.some(other => jsonEqual(other, entry)),
    );
    return [...current, ...added];
  }
  const [key] = list.keys;
  let result = [...current];
  for (const entry of entries) {
    if (!isJsonObject(entry)) {
      continue;
    }
    const same = (other: unknown) =>
      isJsonObject(other) && jsonEqual(other[key], entry[key]);
    const position = result.findIndex(same);
    if (entry.$patch === 'delete') {
      result = result.filter(other => !same(other));
    } else if (position >= 0) {
      result[position] = strategicMergePatch(
        result[position],
        entry,
        list.items,
      );
    } else {
      result.push(strategicMergePatch({}, entry, list.items));
    }
  }
  return result;
}

function isBareReplace(entry: JsonObject): boolean {
  return entry.$patch === 'replace' && Object.keys(entry).length === 1;
}

function retainKeys(target: JsonObject, keys: unknown): void {
  if (Array.isArray(keys)) {
    for (const key of Object.keys(target)) {
      if (!keys.includes(key)) {
        delete target[key];
      }
    }
  }
}

function deleteValues(target: JsonObject, field: string, values: unknown) {
  const list = target[field];
  if (Array.isArray(list) && Array.isArray(values)) {
    target[field] = list.filter(
      item => !values.some(value => jsonEqual(value, item)),
    );
  }
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(patch).filter(([key]) => !DIRECTIVES.includes(key)),
  );
}
