import { z } from 'zod';
import { API_VERSION } from './constants';
import { microAppNameSchema } from './microApp';

/** A JSON Schema (draft-07) object with `ui:` hints, as Backstage's scaffolder takes it. */
const formPageSchema = z
  .object({
    title: z.string().min(1),
    description: z.string().optional(),
    required: z.array(z.string()).optional(),
    properties: z.record(z.record(z.unknown())).default({}),
  })
  .passthrough();

/** A path below the template's folder: no leading slash, no `..`. */
const innerPathSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)*$/,
    'Name a folder below the template, such as components/size-small.',
  );

/**
 * `templates/<template>/form.yaml`: what SREs write to offer a template, and
 * all they write.
 */
export const microAppTemplateSchema = z
  .object({
    apiVersion: z.literal(API_VERSION),
    kind: z.literal('MicroAppTemplate'),
    metadata: z
      .object({
        name: microAppNameSchema,
        title: z.string().min(1),
        description: z.string().min(1),
        tags: z.array(z.string()).default([]),
      })
      .strict(),
    spec: z
      .object({
        /** The template's own version, semantic. */
        version: z.string().regex(/^\d+\.\d+\.\d+$/),
        /** The entity ref of the team that curates it. */
        owner: z.string().min(1),
        renderer: z.enum(['kustomize', 'helm']),
        /** The pages that follow the page "About", which all templates share. */
        form: z.array(formPageSchema).min(1),
        /**
         * Components that an answer switches on: where every answer named in
         * `when` has the value given, `path` is listed. `visibility` may be
         * named too; every other name is a parameter of the form.
         */
        components: z
          .array(
            z
              .object({
                when: z.record(z.union([z.string(), z.number(), z.boolean()])),
                path: innerPathSchema,
              })
              .strict(),
          )
          .default([]),
        /** How long an instance is kept; days. */
        expiry: z
          .object({
            required: z.boolean().default(false),
            defaultDays: z.number().int().positive().optional(),
            maxDays: z.number().int().positive().optional(),
          })
          .strict()
          .default({ required: false }),
        /** What one team may have of it. */
        limits: z
          .object({ instancesPerOwner: z.number().int().positive().optional() })
          .strict()
          .default({}),
      })
      .strict(),
  })
  .strict();

/** A template as it stands in Git. */
export type MicroAppTemplate = z.output<typeof microAppTemplateSchema>;
