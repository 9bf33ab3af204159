import { z } from 'zod';

/** Any object of the Kubernetes API; what is below the metadata is not known. */
export const kubernetesObjectSchema = z
  .object({
    apiVersion: z.string().min(1),
    kind: z.string().min(1),
    metadata: z
      .object({
        name: z.string().min(1),
        namespace: z.string().optional(),
        uid: z.string().optional(),
        resourceVersion: z.string().optional(),
        generation: z.number().optional(),
        creationTimestamp: z.string().optional(),
        deletionTimestamp: z.string().optional(),
        labels: z.record(z.string()).optional(),
        annotations: z.record(z.string()).optional(),
        finalizers: z.array(z.string()).optional(),
        ownerReferences: z
          .array(
            z
              .object({ kind: z.string(), name: z.string(), uid: z.string() })
              .passthrough(),
          )
          .optional(),
      })
      .passthrough(),
  })
  .passthrough();

/** Any object of the Kubernetes API. */
export type KubernetesObject = z.infer<typeof kubernetesObjectSchema>;

/** What tells one object from another in a cluster. */
export type ObjectReference = {
  apiVersion: string;
  kind: string;
  name: string;
  /** Absent for what belongs to no namespace. */
  namespace?: string;
};

/** The reference of an object. */
export function referenceOf(object: KubernetesObject): ObjectReference {
  return {
    apiVersion: object.apiVersion,
    kind: object.kind,
    name: object.metadata.name,
    namespace: object.metadata.namespace,
  };
}

/** The group of `apps/v1` is `apps`; of `v1` it is empty. */
export function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}

/** The version of `apps/v1` is `v1`. */
export function versionOf(apiVersion: string): string {
  return apiVersion.split('/').at(-1)!;
}

/** One text per object, whatever version it is written in. */
export function referenceKey(reference: ObjectReference): string {
  const { kind, name, namespace } = reference;
  return [groupOf(reference.apiVersion), kind, namespace ?? '', name].join('/');
}
