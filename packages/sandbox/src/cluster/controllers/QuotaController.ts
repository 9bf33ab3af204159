import { isJsonObject, valueAt } from '../model/json';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { StoreEvent } from '../store/Collection';
import { ClusterAgent, queueKey, readQueueKey } from './ClusterAgent';
import { parseQuantity, printQuantity } from './quantity';
import { Reconciler } from './ReconcileLoop';
import { livePods } from './workloads';

const QUOTAS = 'resourcequotas';

/** Counted by number under a name of their own. */
const COUNTED = [
  'pods',
  'services',
  'configmaps',
  'secrets',
  'persistentvolumeclaims',
  'resourcequotas',
];

/**
 * Says how much of its quotas a namespace uses. Going over a quota is not refused:
 * the sandbox shows usage, it does not enforce it.
 */
export class QuotaController implements Reconciler {
  constructor(private readonly agent: ClusterAgent) {}

  keysOf({
    resource,
    object,
  }: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[] {
    if (resource === QUOTAS) {
      return [queueKey(resource, object.metadata)];
    }
    const { namespace } = object.metadata;
    return namespace
      ? this.agent
          .list(QUOTAS, namespace)
          .map(quota => queueKey(QUOTAS, quota.metadata))
      : [];
  }

  reconcile(queued: string): undefined {
    const quota = this.agent.find(QUOTAS, readQueueKey(queued).key);
    const hard = quota && valueAt(quota, ['spec', 'hard']);
    if (!quota || quota.metadata.deletionTimestamp || !isJsonObject(hard)) {
      return undefined;
    }
    const { namespace } = quota.metadata;
    const used = Object.fromEntries(
      Object.keys(hard).map(name => [
        name,
        printQuantity(this.usage(name, namespace)),
      ]),
    );
    this.agent.setStatus(QUOTAS, quota, { hard, used });
    return undefined;
  }

  private usage(name: string, namespace: string | undefined): number {
    const counted = name.startsWith('count/') ? name.slice(6) : name;
    if (counted !== name || COUNTED.includes(name)) {
      const objects = this.agent.list(counted, namespace);
      return name === 'pods' ? livePods(objects).length : objects.length;
    }
    const [, side, resource] = /^(?:(requests|limits)\.)?(.+)$/.exec(name)!;
    if (resource === 'storage') {
      return this.sum('persistentvolumeclaims', namespace, claim =>
        parseQuantity(
          valueAt(claim, ['spec', 'resources', 'requests', 'storage']) ?? 0,
        ),
      );
    }
    return this.sum('pods', namespace, pod =>
      containers(pod).reduce(
        (total, container) =>
          total + claimed(container, side ?? 'requests', resource),
        0,
      ),
    );
  }

  private sum(
    resource: string,
    namespace: string | undefined,
    amount: (object: KubernetesObject) => number,
  ): number {
    const total = livePods(this.agent.list(resource, namespace)).reduce(
      (sum, object) => sum + amount(object),
      0,
    );
    // Thousandths added up as floating point numbers leave crumbs.
    return Math.round(total * 1000) / 1000;
  }
}

function containers(pod: KubernetesObject): JsonObject[] {
  const list = valueAt(pod, ['spec', 'containers']);
  return Array.isArray(list) ? list.filter(isJsonObject) : [];
}

function claimed(
  container: JsonObject,
  side: string,
  resource: string,
): number {
  // Who names a limit and no request requests the limit.
  const sides = side === 'requests' ? ['requests', 'limits'] : [side];
  const value = sides
    .map(name => valueAt(container, ['resources', name, resource]))
    .find(amount => amount !== undefined);
  return value === undefined ? 0 : parseQuantity(value);
}
