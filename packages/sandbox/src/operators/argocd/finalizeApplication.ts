import type { Logger } from '../logging/Logger';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  referenceOf,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import type { LiveState } from '../kubernetes/LiveState';
import { RESOURCES_FINALIZER } from './argoKinds';
import { trackedObjects } from './evaluateApplication';
import { syncOrder } from './syncOrder';

/** Milliseconds until it is looked again whether all is gone. */
const LOOK_AGAIN = 300;

/**
 * Deletes what an Application deployed, when its finalizer says so, and then
 * lets the Application go.
 *
 * @returns after how many milliseconds to call again; nothing when all is done.
 */
export async function finalizeApplication(options: {
  application: KubernetesObject;
  client: KubernetesClient;
  live: LiveState;
  logger: Logger;
}): Promise<number | undefined> {
  const { application, client, live, logger } = options;
  const finalizers = application.metadata.finalizers ?? [];
  const ours = finalizers.filter(name => name.startsWith(RESOURCES_FINALIZER));
  if (ours.length === 0) {
    return undefined;
  }
  const left = await trackedObjects(application, live);
  for (const object of syncOrder(left).reverse()) {
    if (!object.metadata.deletionTimestamp) {
      await client.delete(referenceOf(object));
    }
  }
  if (left.length > 0) {
    return LOOK_AGAIN;
  }
  logger.info(`${application.metadata.name}: all it deployed is gone`);
  await client.mergePatch(referenceOf(application), {
    metadata: { finalizers: finalizers.filter(name => !ours.includes(name)) },
  });
  return undefined;
}
