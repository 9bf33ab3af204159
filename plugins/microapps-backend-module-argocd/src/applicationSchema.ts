import { z } from 'zod';

const HEALTH = [
  'Healthy',
  'Progressing',
  'Degraded',
  'Suspended',
  'Missing',
  'Unknown',
] as const;

/** Anything that Argo CD may add later is unknown to us. */
const health = z.enum(HEALTH).catch('Unknown');
const sync = z.enum(['Synced', 'OutOfSync', 'Unknown']).catch('Unknown');

const source = z.object({ chart: z.string().optional() });

const revisions = {
  /** Of an Application with one source. */
  revision: z.string().optional(),
  /** Of one with several, in their order. */
  revisions: z.array(z.string()).optional(),
};

/** As much of `argoproj.io/v1alpha1` `Application` as is read. */
export const applicationSchema = z.object({
  spec: z.object({
    destination: z.object({ namespace: z.string().optional() }).default({}),
    sources: z.array(source).optional(),
  }),
  status: z
    .object({
      sync: z.object({ status: sync, ...revisions }).optional(),
      health: z
        .object({ status: health, message: z.string().optional() })
        .optional(),
      conditions: z
        .array(z.object({ type: z.string(), message: z.string().default('') }))
        .default([]),
      operationState: z
        .object({
          phase: z.string().optional(),
          message: z.string().optional(),
          finishedAt: z.string().optional(),
          syncResult: z.object(revisions).optional(),
        })
        .optional(),
      history: z
        .array(z.object({ deployedAt: z.string().optional(), ...revisions }))
        .default([]),
      resources: z
        .array(
          z.object({
            kind: z.string(),
            name: z.string(),
            health: z
              .object({ status: health, message: z.string().optional() })
              .optional(),
          }),
        )
        .default([]),
      summary: z.object({ images: z.array(z.string()).optional() }).default({}),
    })
    .default({}),
});

/** An Argo CD Application, as far as it is read. */
export type Application = z.output<typeof applicationSchema>;
