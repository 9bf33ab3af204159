import { createHash } from 'node:crypto';
import { isJsonObject, valueAt } from '../model/json';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { isTrue } from './conditions';

/** A number in an object, or what it is by default. */
export function numberAt(
  object: KubernetesObject,
  path: string[],
  otherwise: number,
): number {
  const value = valueAt(object, path);
  return typeof value === 'number' ? value : otherwise;
}

/** `spec.template` of a workload, an empty one when it has none. */
export function podTemplateOf(workload: KubernetesObject): {
  metadata: { labels?: { [key: string]: string }; [key: string]: unknown };
  spec: JsonObject;
} {
  const template = valueAt(workload, ['spec', 'template']);
  const { metadata, spec } = isJsonObject(template)
    ? template
    : ({} as JsonObject);
  return {
    metadata: isJsonObject(metadata) ? metadata : {},
    spec: isJsonObject(spec) ? spec : {},
  };
}

/** A short name for what a template says; the same for the same template. */
export function templateHash(workload: KubernetesObject): string {
  const template = JSON.stringify(
    sorted(valueAt(workload, ['spec', 'template'])),
  );
  return createHash('sha256').update(template).digest('hex').slice(0, 10);
}

/** The pods that count: not failed, not finished, not being deleted. */
export function livePods(pods: KubernetesObject[]): KubernetesObject[] {
  return pods.filter(
    pod =>
      !pod.metadata.deletionTimestamp &&
      !['Failed', 'Succeeded'].includes(phaseOf(pod)),
  );
}

/** The pods whose containers are all ready. */
export function readyPods(pods: KubernetesObject[]): KubernetesObject[] {
  return livePods(pods).filter(pod => isTrue(pod, 'Ready'));
}

/** `status.phase` of a pod. */
export function phaseOf(pod: KubernetesObject): string {
  return String(valueAt(pod, ['status', 'phase']) ?? 'Pending');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, sorted(value[key])]),
  );
}
