import { KubernetesObject } from '../model/KubernetesObject';
import { StoreEvent } from '../store/Collection';
import {
  ClusterAgent,
  controllerKeys,
  controllerReference,
  queueKey,
  readQueueKey,
} from './ClusterAgent';
import { counts } from './conditions';
import { Reconciler } from './ReconcileLoop';
import {
  livePods,
  numberAt,
  podTemplateOf,
  readyPods,
  templateHash,
} from './workloads';

/** A kind that keeps a number of pods of one template. */
type PodSet = {
  kind: string;
  plural: string;
  /** How many pods; a DaemonSet has one per node, and there is one node. */
  desired(workload: KubernetesObject): number;
  podName(workload: KubernetesObject, index: number): { name?: string };
  status(
    workload: KubernetesObject,
    pods: KubernetesObject[],
    ready: number,
    desired: number,
  ): { [field: string]: unknown };
};

const REVISION_LABEL = 'controller-revision-hash';

const replicasOf = (workload: KubernetesObject) =>
  numberAt(workload, ['spec', 'replicas'], 1);

const POD_SETS: { [resource: string]: PodSet } = {
  'replicasets.apps': {
    kind: 'ReplicaSet',
    plural: 'replicasets',
    desired: replicasOf,
    podName: () => ({}),
    status: (_workload, pods, ready) => ({
      // Of a ReplicaSet the number of replicas is said even when it is zero.
      replicas: pods.length,
      ...counts({
        fullyLabeledReplicas: pods.length,
        readyReplicas: ready,
        availableReplicas: ready,
      }),
    }),
  },
  'statefulsets.apps': {
    kind: 'StatefulSet',
    plural: 'statefulsets',
    desired: replicasOf,
    podName: (workload, index) => ({
      name: `${workload.metadata.name}-${index}`,
    }),
    status: (workload, pods, ready) => {
      const revision = `${workload.metadata.name}-${templateHash(workload)}`;
      const updated = pods.filter(
        pod => pod.metadata.labels?.[REVISION_LABEL] === templateHash(workload),
      ).length;
      return {
        replicas: pods.length,
        ...counts({
          readyReplicas: ready,
          availableReplicas: ready,
          currentReplicas: updated,
          updatedReplicas: updated,
        }),
        currentRevision: revision,
        updateRevision: revision,
        collisionCount: 0,
      };
    },
  },
  'daemonsets.apps': {
    kind: 'DaemonSet',
    plural: 'daemonsets',
    desired: () => 1,
    podName: () => ({}),
    status: (_workload, pods, ready, desired) => ({
      currentNumberScheduled: pods.length,
      desiredNumberScheduled: desired,
      numberMisscheduled: 0,
      numberReady: ready,
      ...counts({
        numberAvailable: ready,
        numberUnavailable: desired - ready,
        updatedNumberScheduled: pods.length,
      }),
    }),
  },
};

/** Keeps as many pods as ReplicaSets, StatefulSets and DaemonSets want. */
export class PodSetController implements Reconciler {
  constructor(private readonly agent: ClusterAgent) {}

  keysOf({
    resource,
    object,
  }: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[] {
    if (resource in POD_SETS) {
      return [queueKey(resource, object.metadata)];
    }
    return resource === 'pods'
      ? Object.values(POD_SETS).flatMap(({ kind, plural }) =>
          controllerKeys(object, kind, { plural, group: 'apps' }),
        )
      : [];
  }

  reconcile(queued: string): undefined {
    const { resource, key } = readQueueKey(queued);
    const workload = this.agent.find(resource, key);
    if (!workload || workload.metadata.deletionTimestamp) {
      return undefined;
    }
    const podSet = POD_SETS[resource];
    this.keepPods(podSet, workload);
    const pods = livePods(this.agent.ownedBy(workload, 'pods'));
    this.agent.setStatus(resource, workload, {
      observedGeneration: workload.metadata.generation ?? 1,
      ...podSet.status(
        workload,
        pods,
        readyPods(pods).length,
        podSet.desired(workload),
      ),
    });
    return undefined;
  }

  private keepPods(podSet: PodSet, workload: KubernetesObject): void {
    const hash = templateHash(workload);
    const pods = livePods(this.agent.ownedBy(workload, 'pods'));
    const desired = podSet.desired(workload);
    // A ReplicaSet's template never changes; the others replace their old pods.
    const fitting = pods.filter(
      pod =>
        podSet.kind === 'ReplicaSet' ||
        pod.metadata.labels?.[REVISION_LABEL] === hash,
    );
    const surplus = [
      ...pods.filter(pod => !fitting.includes(pod)),
      ...notReadyFirst(fitting).slice(0, Math.max(0, fitting.length - desired)),
    ];
    surplus.forEach(pod => this.agent.delete('pods', pod.metadata));
    const missing = desired - fitting.length;
    for (let index = 0; missing > 0 && index < desired; index++) {
      const { name } = podSet.podName(workload, index);
      const isMissing = name
        ? !fitting.some(pod => pod.metadata.name === name)
        : index < missing;
      if (isMissing) {
        this.createPod(podSet, workload, name, hash);
      }
    }
  }

  private createPod(
    podSet: PodSet,
    workload: KubernetesObject,
    name: string | undefined,
    hash: string,
  ): void {
    const template = podTemplateOf(workload);
    this.agent.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...template.metadata,
        name: name ?? '',
        generateName: `${workload.metadata.name}-`,
        namespace: workload.metadata.namespace,
        labels: {
          ...template.metadata.labels,
          ...(podSet.kind === 'ReplicaSet' ? {} : { [REVISION_LABEL]: hash }),
        },
        ownerReferences: [controllerReference(workload)],
      },
      spec: template.spec,
    });
  }
}

function notReadyFirst(pods: KubernetesObject[]): KubernetesObject[] {
  const ready = readyPods(pods);
  return [...pods.filter(pod => !ready.includes(pod)), ...ready];
}
