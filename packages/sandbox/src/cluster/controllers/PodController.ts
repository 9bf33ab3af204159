import { valueAt } from '../model/json';
import { KubernetesObject } from '../model/KubernetesObject';
import { StoreEvent } from '../store/Collection';
import { ClusterAgent, queueKey, readQueueKey } from './ClusterAgent';
import { BACK_OFF, failingImage, podStatus, PodStage } from './podStatus';
import { Reconciler } from './ReconcileLoop';
import { phaseOf } from './workloads';

/**
 * Plays the node: starts the containers of pods. An image whose reference contains
 * `does-not-exist` cannot be pulled; all others start after a while. Pods of Jobs
 * finish after the same while.
 */
export class PodController implements Reconciler {
  private readonly startedAt = new Map<string, number>();

  /**
   * @param readyDelayMs - how long containers take to start, or a Job to finish
   */
  constructor(
    private readonly agent: ClusterAgent,
    private readonly readyDelayMs: number,
  ) {}

  keysOf({
    type,
    resource,
    object,
  }: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[] {
    if (resource !== 'pods') {
      return [];
    }
    if (type === 'DELETED') {
      this.startedAt.delete(object.metadata.uid ?? '');
      return [];
    }
    return ['Running', 'Succeeded', 'Failed'].includes(phaseOf(object)) &&
      !finishes(object)
      ? []
      : [queueKey(resource, object.metadata)];
  }

  reconcile(queued: string): number | undefined {
    const pod = this.agent.find('pods', readQueueKey(queued).key);
    const uid = pod?.metadata.uid;
    if (!pod || !uid || pod.metadata.deletionTimestamp) {
      return undefined;
    }
    const startedAt = this.startedAt.get(uid) ?? Date.now();
    this.startedAt.set(uid, startedAt);
    const leftMs = startedAt + this.readyDelayMs - Date.now();
    const stage = this.stageOf(pod, leftMs);
    this.agent.setStatus('pods', pod, podStatus(pod, stage, this.agent.now()));
    if (stage === 'unpullable') {
      this.reportPullFailure(pod);
      return undefined;
    }
    return leftMs > 0 ? leftMs : undefined;
  }

  private stageOf(pod: KubernetesObject, leftMs: number): PodStage {
    if (leftMs > 0) {
      return 'starting';
    }
    if (failingImage(pod)) {
      return 'unpullable';
    }
    return finishes(pod) ? 'finished' : 'running';
  }

  private reportPullFailure(pod: KubernetesObject): void {
    const { name, namespace, uid } = pod.metadata;
    const now = this.agent.now();
    this.agent.create({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: `${name}.pull`, namespace },
      involvedObject: { apiVersion: 'v1', kind: 'Pod', name, namespace, uid },
      type: 'Warning',
      reason: 'Failed',
      message: `Failed to pull image "${failingImage(pod)}": ${BACK_OFF.cause}`,
      source: { component: 'kubelet' },
      reportingComponent: 'kubelet',
      reportingInstance: 'sandbox',
      firstTimestamp: now,
      lastTimestamp: now,
      count: 1,
    });
  }
}

function finishes(pod: KubernetesObject): boolean {
  return valueAt(pod, ['spec', 'restartPolicy']) !== 'Always';
}
