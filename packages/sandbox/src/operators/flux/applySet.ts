import { assessHealth } from '../health/assessHealth';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  referenceKey,
  referenceOf,
  type KubernetesObject,
  type ObjectReference,
} from '../kubernetes/KubernetesObject';
import type { LiveState } from '../kubernetes/LiveState';
import { entryReference, inventoryEntry, type Inventory } from './inventory';

// What others stand on goes first, in a stage of its own.
const FIRST_KINDS = ['CustomResourceDefinition', 'Namespace', 'ClusterRole'];

function stage(object: KubernetesObject): number {
  const at = FIRST_KINDS.indexOf(object.kind);
  return at < 0 ? FIRST_KINDS.length : at;
}

/** What is applied. */
export type ApplySetRequest = {
  client: KubernetesClient;
  live: LiveState;
  objects: KubernetesObject[];
  /** What was applied before. */
  previous: Inventory;
  /** Delete what was applied before and is not wanted any more. */
  prune: boolean;
};

/**
 * Applies objects and prunes those of an earlier inventory.
 *
 * @returns the new inventory.
 * @throws Error naming the first object that is refused.
 */
export async function applySet(request: ApplySetRequest): Promise<Inventory> {
  const { client, live, previous } = request;
  const objects = [...request.objects].sort((a, b) => stage(a) - stage(b));
  for (const object of objects) {
    try {
      await live.record(await client.apply(object));
    } catch (error) {
      throw new Error(
        `${describe(referenceOf(object))}: ${(error as Error).message}`,
      );
    }
  }
  const entries = objects.map(inventoryEntry);
  const ids = new Set(entries.map(entry => entry.id));
  const stale = previous.entries.filter(entry => !ids.has(entry.id));
  if (request.prune) {
    await deleteAll(client, stale.map(entryReference));
  }
  return { entries };
}

/** Deletes objects, those that others stand in last. */
export async function deleteAll(
  client: KubernetesClient,
  references: ObjectReference[],
): Promise<void> {
  const last = (one: ObjectReference) => (one.kind === 'Namespace' ? 1 : 0);
  for (const one of [...references].sort((a, b) => last(a) - last(b))) {
    await client.delete(one);
  }
}

/** How Flux names an object in its messages. */
export function describe(reference: ObjectReference): string {
  const { kind, name, namespace } = reference;
  return [kind, namespace, name].filter(Boolean).join('/');
}

/** Objects that are not well yet, and those that will not be. */
export type Unready = { waiting: string[]; failed: string[] };

// Flux's health check does not wait for an Ingress to be given an address.
const NOT_AWAITED = ['Ingress', 'Service'];

/** Which of the applied objects are not well. */
export async function unready(
  live: LiveState,
  references: ObjectReference[],
): Promise<Unready> {
  const result: Unready = { waiting: [], failed: [] };
  const known = new Set<string>();
  for (const reference of references) {
    const key = referenceKey(reference);
    if (NOT_AWAITED.includes(reference.kind) || known.has(key)) {
      continue;
    }
    known.add(key);
    const object = await live.get(reference);
    const status = object ? assessHealth(object)?.status : 'Missing';
    if (status === 'Degraded') {
      result.failed.push(`${describe(reference)} status: 'Failed'`);
    } else if (status === 'Progressing' || status === 'Missing') {
      const word = status === 'Missing' ? 'NotFound' : 'InProgress';
      result.waiting.push(`${describe(reference)} status: '${word}'`);
    }
  }
  return result;
}
