import { z } from 'zod';
import { API_VERSION } from './constants';

/**
 * The longest name a micro-app can have. A namespace adds `-production` or
 * `-pr-<number>`, and Kubernetes allows 63 characters for a DNS label.
 */
export const MAX_NAME_LENGTH = 40;

/** A DNS label (RFC 1123) that begins with a letter. */
export const NAME_PATTERN = '^[a-z]([a-z0-9-]*[a-z0-9])?$';

/** A cost center such as `CC-1234`. */
export const COST_CENTER_PATTERN = '^[A-Z]{2,5}-[0-9]{1,8}$';

/** A full entity ref such as `group:default/marketing`. */
const ENTITY_REF_PATTERN =
  '^[a-zA-Z]+:[a-zA-Z0-9]([-a-zA-Z0-9_.]*[a-zA-Z0-9])?/[a-zA-Z0-9]([-a-zA-Z0-9_.]*[a-zA-Z0-9])?$';

/** The sentences that a person reads when a field is wrong. */
export const FIELD_SENTENCES = {
  name: `Choose a name of at most ${MAX_NAME_LENGTH} characters: small letters, digits and hyphens, with a letter first and no hyphen at the end (like spring-signup).`,
  title:
    'Enter a title that colleagues will recognise, at most 100 characters.',
  owner: 'Choose the team that owns it.',
  contact: 'Enter an e-mail address at which the owner can be reached.',
  costCenter: 'Enter the cost center that pays for it (like CC-1234).',
  visibility:
    'Choose who can see it: colleagues (internal) or everyone (public).',
  expiresAt:
    'Enter the day until which it is kept, as year-month-day (like 2026-12-31).',
} as const;

/** The fields that every template's form asks for before its own. */
export type CommonField = keyof typeof FIELD_SENTENCES;

const calendarDay = z
  .string({ message: FIELD_SENTENCES.expiresAt })
  .regex(/^\d{4}-\d{2}-\d{2}$/, FIELD_SENTENCES.expiresAt)
  .refine(day => {
    const parsed = new Date(`${day}T00:00:00Z`);
    return (
      !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day)
    );
  }, FIELD_SENTENCES.expiresAt);

/** A micro-app's name: a DNS label of at most {@link MAX_NAME_LENGTH} characters. */
export const microAppNameSchema = z
  .string({ message: FIELD_SENTENCES.name })
  .max(MAX_NAME_LENGTH, FIELD_SENTENCES.name)
  .regex(new RegExp(NAME_PATTERN), FIELD_SENTENCES.name);

/**
 * `instances/<app>/values.yaml`: the one document that Kustomize reads as a
 * local-config resource and Helm as values. Only these fields are allowed.
 */
export const microAppSchema = z
  .object({
    apiVersion: z.literal(API_VERSION),
    kind: z.literal('MicroApp'),
    metadata: z
      .object({
        name: microAppNameSchema,
        annotations: z
          .object({
            'config.kubernetes.io/local-config': z.literal('true'),
          })
          .strict(),
      })
      .strict(),
    spec: z
      .object({
        template: microAppNameSchema,
        title: z
          .string({ message: FIELD_SENTENCES.title })
          .trim()
          .min(1, FIELD_SENTENCES.title)
          .max(100, FIELD_SENTENCES.title),
        owner: z
          .string({ message: FIELD_SENTENCES.owner })
          .regex(new RegExp(ENTITY_REF_PATTERN), FIELD_SENTENCES.owner),
        contact: z
          .string({ message: FIELD_SENTENCES.contact })
          .email(FIELD_SENTENCES.contact)
          .max(200, FIELD_SENTENCES.contact),
        costCenter: z
          .string({ message: FIELD_SENTENCES.costCenter })
          .regex(new RegExp(COST_CENTER_PATTERN), FIELD_SENTENCES.costCenter),
        visibility: z.enum(['internal', 'public'], {
          message: FIELD_SENTENCES.visibility,
        }),
        expiresAt: calendarDay.optional(),
        paused: z.boolean().default(false),
        parameters: z.record(z.unknown()).default({}),
      })
      .strict(),
  })
  .strict();

/** A micro-app as it stands in Git. */
export type MicroApp = z.output<typeof microAppSchema>;
