import { z } from 'zod';

/** A condition as Kubernetes writes it, without its time. */
export type Condition = {
  type: string;
  status?: 'True' | 'False' | 'Unknown';
  reason?: string;
  message: string;
  observedGeneration?: number;
};

const presentSchema = z
  .array(
    z
      .object({
        type: z.string(),
        status: z.string().optional(),
        reason: z.string().optional(),
        message: z.string().optional(),
        lastTransitionTime: z.string().optional(),
      })
      .passthrough(),
  )
  .catch([]);

/** Now, as Kubernetes writes times: whole seconds. */
export function timestamp(now = new Date()): string {
  return now.toISOString().replace(/\.\d+Z$/, 'Z');
}

/**
 * Conditions with the time of their last transition: those that say the same
 * as before keep theirs. A condition without a status (Argo CD's) is the same
 * while its message is.
 */
export function conditions(
  present: unknown,
  wanted: Condition[],
  now = timestamp(),
): (Condition & { lastTransitionTime: string })[] {
  const known = presentSchema.parse(present ?? []);
  return wanted.map(condition => {
    const before = known.find(one => one.type === condition.type);
    const same =
      before &&
      (condition.status
        ? before.status === condition.status
        : before.message === condition.message);
    return {
      ...condition,
      lastTransitionTime: (same && before.lastTransitionTime) || now,
    };
  });
}
