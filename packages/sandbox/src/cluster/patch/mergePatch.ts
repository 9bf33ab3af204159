import { isJsonObject } from '../model/json';
import { JsonObject } from '../model/KubernetesObject';

/** Applies a JSON merge patch (RFC 7386): objects merge, `null` removes, the rest replaces. */
export function mergePatch(document: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) {
    return patch;
  }
  const result: JsonObject = isJsonObject(document) ? { ...document } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else {
      result[key] = mergePatch(result[key], value);
    }
  }
  return result;
}
