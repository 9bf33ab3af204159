/**
 * How a value merges. What is not described is read as Kubernetes reads a field
 * without schema: objects merge field by field, lists are one value.
 */
export type Structure = {
  /** One value, though it is an object. */
  atomic?: boolean;
  /** Fields by name. */
  fields?: { [name: string]: Structure };
  /** Every field that `fields` does not name. */
  anyField?: Structure;
  /** A list whose entries merge. */
  list?: ListStructure;
};

/** A list of scalars without duplicates, or of objects that some fields identify. */
export type ListStructure =
  | { type: 'set' }
  | {
      type: 'map';
      /** The identifying fields; the first is strategic merge's only key. */
      keys: string[];
      /** Values of keys that are left out. */
      keyDefaults?: { [key: string]: unknown };
      items: Structure;
    };

/** Nothing known: the default rules. */
export const UNKNOWN_STRUCTURE: Structure = {};

/** The structure of one field. */
export function fieldStructure(structure: Structure, name: string): Structure {
  return structure.fields?.[name] ?? structure.anyField ?? UNKNOWN_STRUCTURE;
}
