import { createHash } from 'node:crypto';
import { isJsonObject, valueAt } from '../model/json';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { Condition, withTimes } from './conditions';

/** Where a pod stands in the life that the sandbox gives it. */
export type PodStage = 'starting' | 'running' | 'unpullable' | 'finished';

/** What the node says of an image that it cannot pull. */
export const BACK_OFF = {
  reason: 'ImagePullBackOff',
  cause: 'not found: the registry has no such image',
};

/** The first image of a pod that cannot be pulled. */
export function failingImage(pod: KubernetesObject): string | undefined {
  return containersOf(pod)
    .map(container => String(container.image))
    .find(image => image.includes('does-not-exist'));
}

/** The status of a pod at a stage. */
export function podStatus(
  pod: KubernetesObject,
  stage: PodStage,
  now: string,
): JsonObject {
  const startTime = valueAt(pod, ['status', 'startTime']) ?? now;
  const ready = stage === 'running';
  const phase = {
    starting: 'Pending',
    unpullable: 'Pending',
    running: 'Running',
    finished: 'Succeeded',
  }[stage];
  const address = addressOf(pod);
  return {
    phase,
    qosClass: 'Burstable',
    startTime,
    hostIP: '127.0.0.1',
    ...(stage === 'starting'
      ? {}
      : { podIP: address, podIPs: [{ ip: address }] }),
    conditions: withTimes(pod, conditionsOf(pod, stage), now),
    containerStatuses: containersOf(pod).map(container => ({
      name: container.name,
      image: container.image,
      imageID: ready || stage === 'finished' ? imageId(container.image) : '',
      ready,
      started: ready,
      restartCount: 0,
      state: containerState(container, stage, startTime, now),
      lastState: {},
    })),
  };
}

function conditionsOf(pod: KubernetesObject, stage: PodStage): Condition[] {
  const names = containersOf(pod).map(container => container.name);
  const ready: Pick<Condition, 'status' | 'reason' | 'message'> =
    stage === 'running'
      ? { status: 'True' }
      : {
          status: 'False',
          reason: stage === 'finished' ? 'PodCompleted' : 'ContainersNotReady',
          ...(stage === 'finished'
            ? {}
            : { message: `containers with unready status: [${names}]` }),
        };
  return [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Initialized', status: 'True' },
    { type: 'ContainersReady', ...ready },
    { type: 'Ready', ...ready },
  ];
}

function containerState(
  container: JsonObject,
  stage: PodStage,
  startTime: unknown,
  now: string,
): JsonObject {
  switch (stage) {
    case 'starting':
      return { waiting: { reason: 'ContainerCreating' } };
    case 'unpullable':
      return String(container.image).includes('does-not-exist')
        ? {
            waiting: {
              reason: BACK_OFF.reason,
              message: `Back-off pulling image "${container.image}": ${BACK_OFF.cause}`,
            },
          }
        : { running: { startedAt: startTime } };
    case 'finished':
      return {
        terminated: {
          exitCode: 0,
          reason: 'Completed',
          startedAt: startTime,
          finishedAt: now,
        },
      };
    default:
      return { running: { startedAt: startTime } };
  }
}

function containersOf(pod: KubernetesObject): JsonObject[] {
  const containers = valueAt(pod, ['spec', 'containers']);
  return Array.isArray(containers) ? containers.filter(isJsonObject) : [];
}

function imageId(image: unknown): string {
  const digest = createHash('sha256').update(String(image)).digest('hex');
  return `${String(image).replace(/[:@][^/]*$/, '')}@sha256:${digest}`;
}

function addressOf(pod: KubernetesObject): string {
  const [a, b] = createHash('sha256')
    .update(pod.metadata.uid ?? '')
    .digest();
  return `10.244.${a}.${(b % 254) + 1}`;
}
