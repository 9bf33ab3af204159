import { KubernetesObject } from '../model/KubernetesObject';
import { StoreEvent } from '../store/Collection';

/**
 * What a watch with a selector is told of a change: an object that comes to match
 * is ADDED, one that no longer does is DELETED, as it was but at the version at
 * which it left. `undefined` when the change is none of the watch's business.
 */
export function translateEvent(
  event: StoreEvent,
  matches: (object: KubernetesObject) => boolean,
): { type: StoreEvent['type']; object: KubernetesObject } | undefined {
  const did = event.previous !== undefined && matches(event.previous);
  const does = event.type !== 'DELETED' && matches(event.object);
  if (does) {
    return { type: did ? 'MODIFIED' : 'ADDED', object: event.object };
  }
  if (!did) {
    return undefined;
  }
  return {
    type: 'DELETED',
    object:
      event.type === 'DELETED'
        ? event.object
        : atVersion(event.previous!, event.resourceVersion),
  };
}

function atVersion(
  object: KubernetesObject,
  version: number,
): KubernetesObject {
  return {
    ...object,
    metadata: { ...object.metadata, resourceVersion: String(version) },
  };
}
