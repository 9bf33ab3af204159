import { z } from 'zod';
import type { KubernetesObject } from '../kubernetes/KubernetesObject';
import type { KustomizationSpec } from './kustomizationSpec';
import { NotReady } from './NotReady';

const statusSchema = z
  .object({
    observedGeneration: z.number().optional(),
    conditions: z
      .array(z.object({ type: z.string(), status: z.string() }).passthrough())
      .default([]),
  })
  .passthrough();

function isReady(dependency: KubernetesObject | undefined): boolean {
  const status = statusSchema.safeParse(dependency?.status).data;
  const ready = status?.conditions.find(one => one.type === 'Ready');
  return (
    ready?.status === 'True' &&
    status?.observedGeneration === dependency?.metadata.generation
  );
}

/**
 * Sees to it that all that a Kustomization depends on is ready.
 *
 * @param others - every Kustomization, by `namespace/name`
 * @throws NotReady naming the first one that is not.
 */
export function checkDependencies(
  object: KubernetesObject,
  spec: KustomizationSpec,
  others: ReadonlyMap<string, KubernetesObject>,
): void {
  for (const { name, namespace } of spec.dependsOn) {
    const key = `${namespace ?? object.metadata.namespace}/${name}`;
    if (!isReady(others.get(key))) {
      throw new NotReady(
        'DependencyNotReady',
        `dependency '${key}' is not ready`,
      );
    }
  }
}
