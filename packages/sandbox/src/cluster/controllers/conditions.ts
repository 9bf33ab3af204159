import { isJsonObject } from '../model/json';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';

/** One entry of `status.conditions`. */
export type Condition = {
  type: string;
  status: 'True' | 'False' | 'Unknown';
  reason?: string;
  message?: string;
};

/**
 * The conditions with the times of their last change: those of the object where
 * the status of a condition stayed, `now` where it changed.
 */
export function withTimes(
  object: KubernetesObject,
  conditions: Condition[],
  now: string,
): JsonObject[] {
  return conditions.map(condition => {
    const before = findCondition(object, condition.type);
    const stayed = before?.status === condition.status;
    return {
      ...condition,
      lastTransitionTime: stayed ? before.lastTransitionTime : now,
    };
  });
}

/** A condition of an object by its type. */
export function findCondition(
  object: KubernetesObject,
  type: string,
): JsonObject | undefined {
  const conditions = isJsonObject(object.status)
    ? object.status.conditions
    : undefined;
  return Array.isArray(conditions)
    ? conditions.find(
        condition => isJsonObject(condition) && condition.type === type,
      )
    : undefined;
}

/** True when the object has that condition with status `True`. */
export function isTrue(object: KubernetesObject, type: string): boolean {
  return findCondition(object, type)?.status === 'True';
}

/** Only the numbers above zero: Kubernetes leaves zeros out. */
export function counts(values: { [field: string]: number }): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value > 0),
  );
}
