import { createHash } from 'node:crypto';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  groupOf,
  referenceKey,
  referenceOf,
  versionOf,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import type { LiveState } from '../kubernetes/LiveState';
import type { ComparedObject } from './compareApplication';
import type { ApplicationSpec } from './schemas';
import { syncOrder } from './syncOrder';

/** What a sync does. */
export type SyncRequest = {
  client: KubernetesClient;
  live: LiveState;
  spec: ApplicationSpec;
  objects: ComparedObject[];
  prune: boolean;
};

/** An item of `operationState.syncResult.resources`. */
export type ResourceResult = {
  group: string;
  version: string;
  kind: string;
  namespace: string;
  name: string;
  status: 'Synced' | 'SyncFailed' | 'Pruned' | 'PruneSkipped';
  message: string;
};

/** What came of a sync. */
export type SyncResult = {
  phase: 'Succeeded' | 'Failed';
  message: string;
  resources: ResourceResult[];
};

/** One text for an object as it is wanted: another text, another object. */
export function desiredHash(object: KubernetesObject): string {
  return createHash('sha256').update(JSON.stringify(object)).digest('base64');
}

async function createNamespace({ client, live, spec }: SyncRequest) {
  const name = spec.destination.namespace;
  if (!name || !spec.syncPolicy.syncOptions.includes('CreateNamespace=true')) {
    return;
  }
  const { labels, annotations } =
    spec.syncPolicy.managedNamespaceMetadata ?? {};
  const namespace: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name,
      ...(labels ? { labels } : {}),
      ...(annotations ? { annotations } : {}),
    },
  };
  const managed = spec.syncPolicy.managedNamespaceMetadata !== undefined;
  await live.record(
    managed ? await client.apply(namespace) : await client.ensure(namespace),
  );
}

function result(
  object: KubernetesObject,
  status: ResourceResult['status'],
  message: string,
): ResourceResult {
  return {
    group: groupOf(object.apiVersion),
    version: versionOf(object.apiVersion),
    kind: object.kind,
    namespace: object.metadata.namespace ?? '',
    name: object.metadata.name,
    status,
    message,
  };
}

/** Applies what is wanted and prunes what is not. */
export async function syncApplication(
  request: SyncRequest,
): Promise<SyncResult> {
  const { client, live, objects } = request;
  const resources: ResourceResult[] = [];
  try {
    await createNamespace(request);
  } catch (error) {
    return { phase: 'Failed', message: (error as Error).message, resources };
  }
  for (const object of syncOrder(objects.flatMap(one => one.desired ?? []))) {
    try {
      await live.record(await client.apply(object));
      resources.push(
        result(
          object,
          'Synced',
          `${referenceKey(referenceOf(object))} applied`,
        ),
      );
    } catch (error) {
      resources.push(result(object, 'SyncFailed', (error as Error).message));
    }
  }
  const failed = resources.filter(one => one.status === 'SyncFailed');
  if (failed.length > 0) {
    return {
      phase: 'Failed',
      message: `one or more objects failed to apply, reason: ${failed[0].message}`,
      resources,
    };
  }
  const extra = objects.flatMap(one => (one.desired ? [] : one.live ?? []));
  for (const object of syncOrder(extra).reverse()) {
    if (request.prune) {
      await client.delete(referenceOf(object));
      resources.push(result(object, 'Pruned', 'pruned'));
    } else {
      resources.push(
        result(object, 'PruneSkipped', 'ignored (requires pruning)'),
      );
    }
  }
  return {
    phase: 'Succeeded',
    message: 'successfully synced (all tasks run)',
    resources,
  };
}
