import { z } from 'zod';

const condition = z.object({
  type: z.string(),
  status: z.enum(['True', 'False', 'Unknown']),
  reason: z.string().default(''),
  message: z.string().default(''),
  lastTransitionTime: z.string().optional(),
});

/** A Kubernetes condition. */
export type Condition = z.output<typeof condition>;

const metadata = z.object({
  namespace: z.string().optional(),
  generation: z.number().optional(),
});

const spec = z
  .object({
    suspend: z.boolean().default(false),
    targetNamespace: z.string().optional(),
  })
  .default({});

/** As much of `kustomize.toolkit.fluxcd.io` `Kustomization` as is read. */
export const kustomizationSchema = z.object({
  metadata,
  spec,
  status: z
    .object({
      conditions: z.array(condition).default([]),
      observedGeneration: z.number().optional(),
      lastAppliedRevision: z.string().optional(),
      lastAttemptedRevision: z.string().optional(),
      /** Newest first, one for each different result of the build. */
      history: z
        .array(z.object({ firstReconciled: z.string().optional() }))
        .default([]),
    })
    .default({}),
});

/** As much of `helm.toolkit.fluxcd.io` `HelmRelease` as is read. */
export const helmReleaseSchema = z.object({
  metadata,
  spec,
  status: z
    .object({
      conditions: z.array(condition).default([]),
      observedGeneration: z.number().optional(),
      /** Newest first. */
      history: z
        .array(
          z.object({
            lastDeployed: z.string().optional(),
            status: z.string().optional(),
          }),
        )
        .default([]),
    })
    .default({}),
});
