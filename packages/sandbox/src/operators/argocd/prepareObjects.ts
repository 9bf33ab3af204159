import { groupOf, type KubernetesObject } from '../kubernetes/KubernetesObject';
import { resourceOf } from '../kubernetes/resourceOf';
import { trackingId, TRACKING_ANNOTATION } from './argoKinds';

/**
 * The objects as an Application applies them: in its namespace unless they
 * name their own, and marked as its own. Hooks are left out.
 */
export function prepareObjects(
  app: string,
  namespace: string | undefined,
  objects: KubernetesObject[],
): KubernetesObject[] {
  return objects
    .filter(object => !object.metadata.annotations?.['argocd.argoproj.io/hook'])
    .map(object => {
      const { namespaced } = resourceOf(object.apiVersion, object.kind);
      const own = namespaced
        ? object.metadata.namespace ?? namespace ?? 'default'
        : undefined;
      const { namespace: _, ...metadata } = object.metadata;
      return {
        ...object,
        metadata: {
          ...metadata,
          ...(own ? { namespace: own } : {}),
          annotations: {
            ...metadata.annotations,
            [TRACKING_ANNOTATION]: trackingId(app, {
              group: groupOf(object.apiVersion),
              kind: object.kind,
              // Argo CD writes its destination here for what has no namespace.
              namespace: own ?? namespace ?? '',
              name: metadata.name,
            }),
          },
        },
      };
    });
}
