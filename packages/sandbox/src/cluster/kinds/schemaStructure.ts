import { isJsonObject } from '../model/json';
import { JsonObject } from '../model/KubernetesObject';
import { Structure } from './Structure';

/** Reads the merge rules out of a CustomResourceDefinition's OpenAPI v3 schema. */
export function schemaStructure(schema: unknown): Structure {
  if (!isJsonObject(schema)) {
    return {};
  }
  const structure: Structure = {};
  if (schema['x-kubernetes-map-type'] === 'atomic') {
    structure.atomic = true;
  }
  if (isJsonObject(schema.properties)) {
    structure.fields = Object.fromEntries(
      Object.entries(schema.properties).map(([name, child]) => [
        name,
        schemaStructure(child),
      ]),
    );
  }
  if (isJsonObject(schema.additionalProperties)) {
    structure.anyField = schemaStructure(schema.additionalProperties);
  }
  if (schema['x-kubernetes-list-type'] === 'set') {
    structure.list = { type: 'set' };
  }
  if (schema['x-kubernetes-list-type'] === 'map') {
    structure.list = {
      type: 'map',
      keys: listMapKeys(schema),
      keyDefaults: keyDefaults(schema),
      items: schemaStructure(schema.items),
    };
  }
  return structure;
}

function listMapKeys(schema: JsonObject): string[] {
  const keys = schema['x-kubernetes-list-map-keys'];
  return Array.isArray(keys) ? keys.map(String) : [];
}

function keyDefaults(schema: JsonObject): JsonObject {
  const properties =
    isJsonObject(schema.items) && isJsonObject(schema.items.properties)
      ? schema.items.properties
      : {};
  const defaults: JsonObject = {};
  for (const key of listMapKeys(schema)) {
    const property = properties[key];
    if (isJsonObject(property) && property.default !== undefined) {
      defaults[key] = property.default;
    }
  }
  return defaults;
}
