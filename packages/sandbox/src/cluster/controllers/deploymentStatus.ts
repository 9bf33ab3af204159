import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { Condition, counts, findCondition, withTimes } from './conditions';
import { numberAt } from './workloads';

/**
 * The status of a Deployment, worked out of its ReplicaSets.
 *
 * @param current - the ReplicaSet of the Deployment's template, if there is one
 * @returns with the status, after how long a rollout that stands still is late
 */
export function deploymentStatus(
  deployment: KubernetesObject,
  replicaSets: KubernetesObject[],
  current: KubernetesObject | undefined,
  now: string,
): { status: JsonObject; checkAgainMs?: number } {
  const desired = numberAt(deployment, ['spec', 'replicas'], 1);
  const sum = (field: string) =>
    replicaSets.reduce(
      (total, set) => total + numberAt(set, ['status', field], 0),
      0,
    );
  const replicas = sum('replicas');
  const available = sum('availableReplicas');
  const updated = current ? numberAt(current, ['status', 'replicas'], 0) : 0;
  const isComplete =
    current !== undefined &&
    updated === desired &&
    replicas === desired &&
    available === desired;
  const progress = progressOf(deployment, current, isComplete, now);
  const unavailable = Math.max(0, Math.max(desired, replicas) - available);
  const conditions = withTimes(
    deployment,
    [availability(available, desired), progress.condition],
    now,
  ).map(condition => ({
    ...condition,
    lastUpdateTime: updateTime(deployment, condition, now),
  }));
  return {
    status: {
      observedGeneration: deployment.metadata.generation ?? 1,
      ...counts({
        replicas,
        updatedReplicas: updated,
        readyReplicas: sum('readyReplicas'),
        availableReplicas: available,
        unavailableReplicas: unavailable,
      }),
      conditions,
    },
    checkAgainMs: progress.checkAgainMs,
  };
}

function availability(available: number, desired: number): Condition {
  // A rolling update may run a quarter short, rounded down.
  const least = desired - Math.floor(desired / 4);
  return available >= least
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function progressOf(
  deployment: KubernetesObject,
  current: KubernetesObject | undefined,
  isComplete: boolean,
  now: string,
): { condition: Condition; checkAgainMs?: number } {
  const name = current?.metadata.name ?? deployment.metadata.name;
  const progressing = (reason: string, message: string) => ({
    type: 'Progressing',
    status: 'True' as const,
    reason,
    message,
  });
  if (isComplete) {
    return {
      condition: progressing(
        'NewReplicaSetAvailable',
        `ReplicaSet "${name}" has successfully progressed.`,
      ),
    };
  }
  if (!current) {
    return {
      condition: progressing(
        'NewReplicaSetCreated',
        `Created new replica set for "${name}"`,
      ),
    };
  }
  const deadlineMs =
    numberAt(deployment, ['spec', 'progressDeadlineSeconds'], 600) * 1000;
  const waitedMs =
    Date.parse(now) - Date.parse(current.metadata.creationTimestamp ?? now);
  return waitedMs < deadlineMs
    ? {
        condition: progressing(
          'ReplicaSetUpdated',
          `ReplicaSet "${name}" is progressing.`,
        ),
        checkAgainMs: deadlineMs - waitedMs,
      }
    : {
        condition: {
          type: 'Progressing',
          status: 'False',
          reason: 'ProgressDeadlineExceeded',
          message: `ReplicaSet "${name}" has timed out progressing.`,
        },
      };
}

function updateTime(
  deployment: KubernetesObject,
  condition: JsonObject,
  now: string,
): unknown {
  const before = findCondition(deployment, String(condition.type));
  return before?.reason === condition.reason &&
    before?.status === condition.status
    ? before?.lastUpdateTime
    : now;
}
