import { z } from 'zod';

const selectorSchema = z
  .object({ matchLabels: z.record(z.string()).default({}) })
  .passthrough();

/** `spec` of a ResourceSet, as far as it is honoured. */
export const resourceSetSpecSchema = z
  .object({
    inputs: z.array(z.record(z.unknown())).optional(),
    inputsFrom: z
      .array(
        z
          .object({
            kind: z.string(),
            name: z.string().optional(),
            selector: selectorSchema.optional(),
          })
          .passthrough(),
      )
      .optional(),
    resources: z.array(z.unknown()).default([]),
    resourcesTemplate: z.string().optional(),
    commonMetadata: z
      .object({
        labels: z.record(z.string()).optional(),
        annotations: z.record(z.string()).optional(),
      })
      .passthrough()
      .optional(),
    wait: z.boolean().default(false),
  })
  .passthrough();

/** `spec` of a ResourceSet, as far as it is honoured. */
export type ResourceSetSpec = z.infer<typeof resourceSetSpecSchema>;

/** `spec` of a ResourceSetInputProvider of type Static. */
export const inputProviderSpecSchema = z
  .object({
    type: z.literal('Static'),
    defaultValues: z.record(z.unknown()).default({}),
  })
  .passthrough();

/** Whether labels are what a selector asks for. */
export function isSelected(
  selector: { matchLabels: Record<string, string> },
  labels: Record<string, string> = {},
): boolean {
  return Object.entries(selector.matchLabels).every(
    ([key, value]) => labels[key] === value,
  );
}
