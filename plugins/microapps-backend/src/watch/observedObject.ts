import type { ObservedObject } from '@microapps/plugin-microapps-node';
import { z } from 'zod';

/** As much of an object as the watcher itself relies on. */
export const observedObjectSchema = z
  .object({
    metadata: z
      .object({
        name: z.string().min(1),
        namespace: z.string().optional(),
        uid: z.string().optional(),
        resourceVersion: z.string().optional(),
        labels: z.record(z.string()).optional(),
        annotations: z.record(z.string()).optional(),
        creationTimestamp: z.string().optional(),
        deletionTimestamp: z.string().optional(),
      })
      .passthrough(),
  })
  .passthrough();

/** Tells an object from its others of the kind: `namespace/name`. */
export function objectKey(object: ObservedObject): string {
  const { namespace = '', name } = object.metadata;
  return `${namespace}/${name}`;
}
