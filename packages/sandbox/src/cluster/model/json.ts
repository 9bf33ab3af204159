import { JsonObject } from './KubernetesObject';

/** True for a JSON object; false for arrays, scalars, `null` and `undefined`. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Compares two JSON values; the order of keys does not count, the order of arrays does. */
export function jsonEqual(a: unknown, b: unknown): boolean {
  if (a === b) {
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, i) => jsonEqual(item, b[i]));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    const keys = definedKeys(a);
    return (
      keys.length === definedKeys(b).length &&
      keys.every(key => b[key] !== undefined && jsonEqual(a[key], b[key]))
    );
  }
  return false;
}

/** A JSON value without the fields of objects that are `null`; arrays keep theirs. */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const result: JsonObject = {};
  for (const [key, child] of Object.entries(value)) {
    if (child !== null && child !== undefined) {
      result[key] = withoutNulls(child);
    }
  }
  return result;
}

/** The value at a path of field names, or `undefined`. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let current = value;
  for (const field of path) {
    if (!isJsonObject(current)) {
      return undefined;
    }
    current = current[field];
  }
  return current;
}

function definedKeys(value: JsonObject): string[] {
  return Object.keys(value).filter(key => value[key] !== undefined);
}
