import { valueAt } from '../model/json';
import { KubernetesObject } from '../model/KubernetesObject';
import { StoreEvent } from '../store/Collection';
import {
  ClusterAgent,
  controllerKeys,
  controllerReference,
  queueKey,
  readQueueKey,
} from './ClusterAgent';
import { deploymentStatus } from './deploymentStatus';
import { Reconciler } from './ReconcileLoop';
import { numberAt, podTemplateOf, templateHash } from './workloads';

const DEPLOYMENTS = 'deployments.apps';
const REPLICA_SETS = 'replicasets.apps';
const REVISION = 'deployment.kubernetes.io/revision';
const HASH_LABEL = 'pod-template-hash';

/**
 * Rolls Deployments out: a ReplicaSet for every template, the new one in full at
 * once, the old ones scaled down when the new one is ready.
 */
export class DeploymentController implements Reconciler {
  constructor(private readonly agent: ClusterAgent) {}

  keysOf({
    resource,
    object,
  }: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[] {
    if (resource === DEPLOYMENTS) {
      return [queueKey(resource, object.metadata)];
    }
    return resource === REPLICA_SETS
      ? controllerKeys(object, 'Deployment', {
          plural: 'deployments',
          group: 'apps',
        })
      : [];
  }

  reconcile(queued: string): number | undefined {
    const { key } = readQueueKey(queued);
    const deployment = this.agent.find(DEPLOYMENTS, key);
    if (!deployment || deployment.metadata.deletionTimestamp) {
      return undefined;
    }
    this.rollOut(deployment);
    const replicaSets = this.agent.ownedBy(deployment, REPLICA_SETS);
    const current = replicaSets.find(set => isOfTemplate(set, deployment));
    const { status, checkAgainMs } = deploymentStatus(
      deployment,
      replicaSets,
      current,
      this.agent.now(),
    );
    this.agent.setStatus(DEPLOYMENTS, deployment, status);
    return checkAgainMs;
  }

  private rollOut(deployment: KubernetesObject): void {
    const replicaSets = this.agent.ownedBy(deployment, REPLICA_SETS);
    const current = replicaSets.find(set => isOfTemplate(set, deployment));
    const others = replicaSets.filter(set => set !== current);
    const desired = numberAt(deployment, ['spec', 'replicas'], 1);
    if (valueAt(deployment, ['spec', 'paused']) === true) {
      // Paused: no new template is rolled out, but scaling goes on.
      const running = current ?? newest(others);
      if (running) {
        this.scale(running, desired);
      }
      return;
    }
    const recreates =
      valueAt(deployment, ['spec', 'strategy', 'type']) === 'Recreate';
    if (recreates) {
      others.forEach(set => this.scale(set, 0));
      if (others.some(set => numberAt(set, ['status', 'replicas'], 0) > 0)) {
        return;
      }
    }
    if (!current) {
      this.createReplicaSet(deployment, others, desired);
      return;
    }
    this.scale(current, desired);
    this.markRevision(current, others);
    if (numberAt(current, ['status', 'readyReplicas'], 0) >= desired) {
      others.forEach(set => this.scale(set, 0));
      this.dropOldRevisions(deployment, others);
    }
  }

  private createReplicaSet(
    deployment: KubernetesObject,
    others: KubernetesObject[],
    replicas: number,
  ): void {
    const hash = templateHash(deployment);
    const template = podTemplateOf(deployment);
    const labels = { ...template.metadata.labels, [HASH_LABEL]: hash };
    this.agent.create({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${deployment.metadata.name}-${hash}`,
        namespace: deployment.metadata.namespace,
        labels,
        annotations: { [REVISION]: String(highestRevision(others) + 1) },
        ownerReferences: [controllerReference(deployment)],
      },
      spec: {
        replicas,
        selector: {
          matchLabels: {
            ...(valueAt(deployment, ['spec', 'selector', 'matchLabels']) as
              | object
              | undefined),
            [HASH_LABEL]: hash,
          },
        },
        template: {
          ...template,
          metadata: { ...template.metadata, labels },
        },
      },
    });
  }

  private scale(replicaSet: KubernetesObject, replicas: number): void {
    if (numberAt(replicaSet, ['spec', 'replicas'], 1) !== replicas) {
      this.agent.change(REPLICA_SETS, replicaSet, current => ({
        ...current,
        spec: { ...(current.spec as object), replicas },
      }));
    }
  }

  /** Going back to an earlier template makes it the newest revision. */
  private markRevision(
    current: KubernetesObject,
    others: KubernetesObject[],
  ): void {
    const highest = highestRevision(others);
    if (revisionOf(current) <= highest) {
      this.agent.change(REPLICA_SETS, current, set => ({
        ...set,
        metadata: {
          ...set.metadata,
          annotations: {
            ...set.metadata.annotations,
            [REVISION]: String(highest + 1),
          },
        },
      }));
    }
  }

  private dropOldRevisions(
    deployment: KubernetesObject,
    others: KubernetesObject[],
  ): void {
    const limit = numberAt(deployment, ['spec', 'revisionHistoryLimit'], 10);
    others
      .filter(set => numberAt(set, ['status', 'replicas'], 0) === 0)
      .sort((a, b) => revisionOf(b) - revisionOf(a))
      .slice(limit)
      .forEach(set => this.agent.delete(REPLICA_SETS, set.metadata));
  }
}

function isOfTemplate(
  replicaSet: KubernetesObject,
  deployment: KubernetesObject,
): boolean {
  return replicaSet.metadata.labels?.[HASH_LABEL] === templateHash(deployment);
}

function revisionOf(replicaSet: KubernetesObject): number {
  return Number(replicaSet.metadata.annotations?.[REVISION] ?? 0);
}

function highestRevision(replicaSets: KubernetesObject[]): number {
  return Math.max(0, ...replicaSets.map(revisionOf));
}

function newest(replicaSets: KubernetesObject[]): KubernetesObject | undefined {
  return [...replicaSets].sort((a, b) => revisionOf(b) - revisionOf(a))[0];
}
