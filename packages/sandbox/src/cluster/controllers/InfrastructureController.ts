import { isJsonObject, valueAt } from '../model/json';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { StoreEvent } from '../store/Collection';
import { ClusterAgent, queueKey, readQueueKey } from './ClusterAgent';
import { Reconciler } from './ReconcileLoop';

const ADDRESS = '127.0.0.1';

const PROVIDERS: {
  [resource: string]: (object: KubernetesObject) => JsonObject | undefined;
} = {
  'ingresses.networking.k8s.io': () => ({
    loadBalancer: { ingress: [{ ip: ADDRESS }] },
  }),
  services: service =>
    valueAt(service, ['spec', 'type']) === 'LoadBalancer'
      ? { loadBalancer: { ingress: [{ ip: ADDRESS }] } }
      : undefined,
  persistentvolumeclaims: claim => ({
    phase: 'Bound',
    accessModes: valueAt(claim, ['spec', 'accessModes']) ?? ['ReadWriteOnce'],
    capacity: {
      storage: valueAt(claim, ['spec', 'resources', 'requests', 'storage']),
    },
  }),
  'horizontalpodautoscalers.autoscaling': scaler => ({
    currentReplicas: valueAt(scaler, ['spec', 'minReplicas']) ?? 1,
    desiredReplicas: valueAt(scaler, ['spec', 'minReplicas']) ?? 1,
  }),
};

/** Plays what is around a cluster: gives addresses, binds volumes. */
export class InfrastructureController implements Reconciler {
  constructor(private readonly agent: ClusterAgent) {}

  keysOf({
    type,
    resource,
    object,
  }: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[] {
    return resource in PROVIDERS && type !== 'DELETED'
      ? [queueKey(resource, object.metadata)]
      : [];
  }

  reconcile(queued: string): undefined {
    const { resource, key } = readQueueKey(queued);
    const object = this.agent.find(resource, key);
    const provided = object && PROVIDERS[resource](object);
    if (object && provided && !object.metadata.deletionTimestamp) {
      const status = isJsonObject(object.status) ? object.status : {};
      this.agent.setStatus(resource, object, { ...status, ...provided });
    }
    return undefined;
  }
}
