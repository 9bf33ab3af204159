import { z } from 'zod';

/** `spec` of Flux's Kustomization, as far as it is honoured. */
export const kustomizationSpecSchema = z
  .object({
    interval: z.string().default('10m'),
    retryInterval: z.string().optional(),
    timeout: z.string().optional(),
    path: z.string().default('./'),
    prune: z.boolean().default(false),
    wait: z.boolean().default(false),
    suspend: z.boolean().default(false),
    sourceRef: z
      .object({
        kind: z.literal('GitRepository'),
        name: z.string(),
        namespace: z.string().optional(),
      })
      .passthrough(),
    targetNamespace: z.string().optional(),
    namePrefix: z.string().optional(),
    nameSuffix: z.string().optional(),
    components: z.array(z.string()).optional(),
    images: z.array(z.object({}).passthrough()).optional(),
    patches: z.array(z.object({}).passthrough()).optional(),
    dependsOn: z
      .array(
        z
          .object({ name: z.string(), namespace: z.string().optional() })
          .passthrough(),
      )
      .default([]),
    commonMetadata: z
      .object({
        labels: z.record(z.string()).optional(),
        annotations: z.record(z.string()).optional(),
      })
      .passthrough()
      .optional(),
    postBuild: z
      .object({ substitute: z.record(z.string()).optional() })
      .passthrough()
      .optional(),
  })
  .passthrough();

/** `spec` of Flux's Kustomization, as far as it is honoured. */
export type KustomizationSpec = z.infer<typeof kustomizationSpecSchema>;
