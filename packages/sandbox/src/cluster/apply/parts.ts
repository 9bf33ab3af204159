import {
  fieldStructure,
  Structure,
  UNKNOWN_STRUCTURE,
} from '../kinds/Structure';
import { badRequest } from '../model/ApiError';
import { isJsonObject } from '../model/json';
import { JsonObject } from '../model/KubernetesObject';

/** A part of a value that merges on its own. */
export type Part = { value: unknown; structure: Structure };

/** The parts of an object or list by path element; a leaf has none. */
export type Parts = {
  type: 'map' | 'list';
  parts: Map<string, Part>;
};

/**
 * Takes a value apart into what merges separately. `undefined` for a leaf: a
 * scalar, an atomic object or list, or one that is empty.
 *
 * @throws ApiError 400 when an entry of a keyed list lacks its key, or two have the same
 */
export function partsOf(
  value: unknown,
  structure: Structure,
): Parts | undefined {
  if (isJsonObject(value) && !structure.atomic) {
    return mapParts(value, structure);
  }
  if (Array.isArray(value) && structure.list && value.length) {
    const parts = new Map<string, Part>();
    for (const item of value) {
      const element = listElement(item, structure.list);
      if (parts.has(element)) {
        throw badRequest(
          `failed to create typed value: duplicate entries for key [${element.slice(
            2,
          )}]`,
        );
      }
      parts.set(element, {
        value: item,
        structure:
          structure.list.type === 'map'
            ? structure.list.items
            : UNKNOWN_STRUCTURE,
      });
    }
    return { type: 'list', parts };
  }
  return undefined;
}

function mapParts(value: JsonObject, structure: Structure): Parts | undefined {
  const parts = new Map<string, Part>();
  for (const [name, child] of Object.entries(value)) {
    if (child !== undefined) {
      parts.set(`f:${name}`, {
        value: child,
        structure: fieldStructure(structure, name),
      });
    }
  }
  return parts.size ? { type: 'map', parts } : undefined;
}

function listElement(
  item: unknown,
  list: NonNullable<Structure['list']>,
): string {
  if (list.type === 'set') {
    return `v:${JSON.stringify(item)}`;
  }
  const key: JsonObject = {};
  for (const name of [...list.keys].sort()) {
    const value = isJsonObject(item) ? item[name] : undefined;
    key[name] = value ?? list.keyDefaults?.[name];
    if (key[name] === undefined) {
      throw badRequest(
        `failed to create typed value: associative list with keys has an element that omits key field "${name}"`,
      );
    }
  }
  return `k:${JSON.stringify(key)}`;
}
