import { isJsonObject, valueAt } from '../model/json';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { kubernetesTime } from '../rules/timestamps';
import { StoreEvent } from '../store/Collection';
import {
  ClusterAgent,
  controllerKeys,
  controllerReference,
  queueKey,
  readQueueKey,
} from './ClusterAgent';
import { isTrue } from './conditions';
import { parseCronSchedule } from './cronSchedule';
import { Reconciler } from './ReconcileLoop';
import { numberAt } from './workloads';

const CRON_JOBS = 'cronjobs.batch';
const JOBS = 'jobs.batch';

/** A timer cannot wait longer than 2^31 ms; looking once a day is enough. */
const LONGEST_WAIT_MS = 24 * 60 * 60_000;

/** Starts the Jobs of CronJobs when they are due. Time zones are not heeded: UTC. */
export class CronJobController implements Reconciler {
  constructor(private readonly agent: ClusterAgent) {}

  keysOf({
    resource,
    object,
  }: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[] {
    if (resource === CRON_JOBS) {
      return [queueKey(resource, object.metadata)];
    }
    return resource === JOBS
      ? controllerKeys(object, 'CronJob', {
          plural: 'cronjobs',
          group: 'batch',
        })
      : [];
  }

  reconcile(queued: string): number | undefined {
    const cronJob = this.agent.find(CRON_JOBS, readQueueKey(queued).key);
    if (!cronJob || cronJob.metadata.deletionTimestamp) {
      return undefined;
    }
    const schedule = parseCronSchedule(
      String(valueAt(cronJob, ['spec', 'schedule'])),
    );
    const isSuspended = valueAt(cronJob, ['spec', 'suspend']) === true;
    if (!schedule || isSuspended) {
      this.setStatus(cronJob, undefined);
      return undefined;
    }
    const now = new Date(this.agent.now());
    const last = lastScheduled(cronJob);
    const next = schedule.after(last);
    const isDue = next !== undefined && next <= now;
    // Of several runs missed while the cluster was off only the last is made up for.
    const dueAt = isDue ? startOfMinute(now, schedule, next) : undefined;
    if (dueAt) {
      this.startJob(cronJob, dueAt);
    }
    this.setStatus(cronJob, dueAt);
    this.dropFinished(cronJob);
    const upcoming = schedule.after(now);
    return (
      upcoming &&
      Math.min(LONGEST_WAIT_MS, Math.max(1000, upcoming.getTime() - Date.now()))
    );
  }

  private startJob(cronJob: KubernetesObject, dueAt: Date): void {
    const template = valueAt(cronJob, ['spec', 'jobTemplate']);
    const { metadata, spec } = isJsonObject(template)
      ? template
      : ({} as JsonObject);
    this.agent.create({
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: {
        ...(isJsonObject(metadata) ? metadata : {}),
        name: `${cronJob.metadata.name}-${Math.floor(
          dueAt.getTime() / 60_000,
        )}`,
        namespace: cronJob.metadata.namespace,
        ownerReferences: [controllerReference(cronJob)],
      },
      spec,
    });
  }

  private setStatus(cronJob: KubernetesObject, dueAt: Date | undefined): void {
    const jobs = this.agent.ownedBy(cronJob, JOBS);
    const active = jobs.filter(job => !isTrue(job, 'Complete'));
    const completions = jobs
      .map(job => valueAt(job, ['status', 'completionTime']))
      .filter(time => typeof time === 'string')
      .sort();
    const lastScheduleTime = dueAt
      ? kubernetesTime(dueAt)
      : valueAt(cronJob, ['status', 'lastScheduleTime']);
    const lastSuccessfulTime =
      completions.at(-1) ?? valueAt(cronJob, ['status', 'lastSuccessfulTime']);
    this.agent.setStatus(CRON_JOBS, cronJob, {
      ...(active.length
        ? {
            active: active.map(({ metadata }) => ({
              apiVersion: 'batch/v1',
              kind: 'Job',
              name: metadata.name,
              namespace: metadata.namespace,
              uid: metadata.uid,
            })),
          }
        : {}),
      ...(lastScheduleTime ? { lastScheduleTime } : {}),
      ...(lastSuccessfulTime ? { lastSuccessfulTime } : {}),
    });
  }

  private dropFinished(cronJob: KubernetesObject): void {
    const kept = numberAt(cronJob, ['spec', 'successfulJobsHistoryLimit'], 3);
    this.agent
      .ownedBy(cronJob, JOBS)
      .filter(job => isTrue(job, 'Complete'))
      .sort((a, b) => (a.metadata.name < b.metadata.name ? 1 : -1))
      .slice(kept)
      .forEach(job => this.agent.delete(JOBS, job.metadata));
  }
}

function lastScheduled(cronJob: KubernetesObject): Date {
  const last = valueAt(cronJob, ['status', 'lastScheduleTime']);
  return new Date(String(last ?? cronJob.metadata.creationTimestamp));
}

/** The latest due minute up to now; at most a hundred are looked through. */
function startOfMinute(
  now: Date,
  schedule: { after(time: Date): Date | undefined },
  first: Date,
): Date {
  let latest = first;
  for (let tries = 0; tries < 100; tries++) {
    const next = schedule.after(latest);
    if (!next || next > now) {
      break;
    }
    latest = next;
  }
  return latest;
}
