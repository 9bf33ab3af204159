import { z } from 'zod';

/** What of an Application's own status the controller looks back at. */
export const applicationStatusSchema = z
  .object({
    resources: z
      .array(
        z
          .object({
            group: z.string().optional(),
            version: z.string(),
            kind: z.string(),
            namespace: z.string().optional(),
            name: z.string(),
          })
          .passthrough(),
      )
      .catch([]),
    operationState: z
      .object({
        phase: z.string(),
        message: z.string().optional(),
        retryCount: z.number().default(0),
        syncResult: z
          .object({ revision: z.string(), source: z.unknown() })
          .passthrough()
          .optional(),
      })
      .passthrough()
      .optional()
      .catch(undefined),
    history: z.array(z.object({ id: z.number() }).passthrough()).catch([]),
    conditions: z.unknown(),
    health: z
      .object({ status: z.string(), lastTransitionTime: z.string().optional() })
      .optional()
      .catch(undefined),
    sync: z
      .object({ revision: z.string().optional() })
      .passthrough()
      .optional()
      .catch(undefined),
    reconciledAt: z.string().optional(),
  })
  .passthrough()
  .catch({ resources: [], history: [], conditions: undefined });

/** What of an Application's own status the controller looks back at. */
export type ApplicationStatus = z.infer<typeof applicationStatusSchema>;
