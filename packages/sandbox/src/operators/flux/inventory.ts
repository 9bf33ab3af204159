import { z } from 'zod';
import {
  groupOf,
  versionOf,
  type KubernetesObject,
  type ObjectReference,
} from '../kubernetes/KubernetesObject';

const inventorySchema = z
  .object({
    entries: z.array(z.object({ id: z.string(), v: z.string() })).default([]),
  })
  .passthrough()
  .catch({ entries: [] });

/** What was applied, as Flux keeps it in a status. */
export type Inventory = z.infer<typeof inventorySchema>;

/** `status.inventory` of an object. */
export function inventoryOf(owner: KubernetesObject): Inventory {
  return inventorySchema.parse((owner.status as any)?.inventory ?? {});
}

/** An entry: `namespace_name_group_kind` and the version. */
export function inventoryEntry(object: KubernetesObject): {
  id: string;
  v: string;
} {
  const { name, namespace = '' } = object.metadata;
  // A colon may stand in the names of roles, and not in an id.
  const id = [
    namespace,
    name.replaceAll(':', '__'),
    groupOf(object.apiVersion),
    object.kind,
  ].join('_');
  return { id, v: versionOf(object.apiVersion) };
}

/** What an entry of an inventory stands for. */
export function entryReference(entry: {
  id: string;
  v: string;
}): ObjectReference {
  const parts = entry.id.split('_');
  const kind = parts.pop()!;
  const group = parts.pop()!;
  const namespace = parts.shift()!;
  return {
    apiVersion: group ? `${group}/${entry.v}` : entry.v,
    kind,
    name: parts.join('_').replaceAll('__', ':'),
    namespace: namespace || undefined,
  };
}
