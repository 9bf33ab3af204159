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
import { counts, isTrue, withTimes } from './conditions';
import { Reconciler } from './ReconcileLoop';
import { livePods, numberAt, phaseOf, podTemplateOf } from './workloads';

const JOBS = 'jobs.batch';

/** Runs Jobs: their pods, until as many have finished as are wanted. */
export class JobController implements Reconciler {
  constructor(private readonly agent: ClusterAgent) {}

  keysOf({
    resource,
    object,
  }: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[] {
    if (resource === JOBS) {
      return [queueKey(resource, object.metadata)];
    }
    return resource === 'pods'
      ? controllerKeys(object, 'Job', { plural: 'jobs', group: 'batch' })
      : [];
  }

  reconcile(queued: string): undefined {
    const job = this.agent.find(JOBS, readQueueKey(queued).key);
    const isDone =
      !job || job.metadata.deletionTimestamp || isTrue(job, 'Complete');
    if (isDone) {
      return undefined;
    }
    const pods = this.agent.ownedBy(job, 'pods');
    const succeeded = pods.filter(pod => phaseOf(pod) === 'Succeeded').length;
    const wanted = numberAt(job, ['spec', 'completions'], 1);
    const isSuspended = valueAt(job, ['spec', 'suspend']) === true;
    const room = Math.min(
      numberAt(job, ['spec', 'parallelism'], 1),
      wanted - succeeded,
    );
    for (
      let active = livePods(pods).length;
      active < room && !isSuspended;
      active++
    ) {
      this.createPod(job);
    }
    this.setStatus(job, succeeded, succeeded >= wanted);
    return undefined;
  }

  private setStatus(
    job: KubernetesObject,
    succeeded: number,
    isComplete: boolean,
  ): void {
    const now = this.agent.now();
    const active = livePods(this.agent.ownedBy(job, 'pods')).length;
    this.agent.setStatus(JOBS, job, {
      ...counts({ active, succeeded }),
      startTime: valueAt(job, ['status', 'startTime']) ?? now,
      ...(isComplete
        ? {
            completionTime: now,
            conditions: withTimes(
              job,
              [
                { type: 'SuccessCriteriaMet', status: 'True' },
                { type: 'Complete', status: 'True' },
              ],
              now,
            ),
          }
        : {}),
    });
  }

  private createPod(job: KubernetesObject): void {
    const template = podTemplateOf(job);
    this.agent.create({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        ...template.metadata,
        name: '',
        generateName: `${job.metadata.name}-`,
        namespace: job.metadata.namespace,
        labels: {
          ...template.metadata.labels,
          'batch.kubernetes.io/job-name': job.metadata.name,
          'job-name': job.metadata.name,
        },
        ownerReferences: [controllerReference(job)],
      },
      spec: template.spec,
    });
  }
}
