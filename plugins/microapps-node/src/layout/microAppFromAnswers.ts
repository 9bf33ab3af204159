import { InputError } from '@backstage/errors';
import {
  API_VERSION,
  microAppSchema,
} from '@microapps/plugin-microapps-common';
import type {
  MicroApp,
  MicroAppTemplate,
} from '@microapps/plugin-microapps-common';
import { defaultExpiry, expirySentence } from './expiry';
import { findUnsafeValue } from './safeText';
import { schemaSentences, SINGLE_LINE_TITLE } from './schemaSentences';
import { COMMON_FIELDS } from './templateForm';
import { validateParameters } from './validateParameters';

/** Everything that a form's answers may come to in one file. */
const MAX_CHARACTERS = 64 * 1024;

/**
 * Turns the flat answers of a form into a micro-app: `name`, `title`, `owner`,
 * `contact`, `costCenter`, `visibility` and `expiresAt`, then the template's
 * own questions.
 *
 * Answers are data and stay data: nothing in them is expanded or executed.
 *
 * @throws InputError with one sentence, on a line of its own, for each field that is wrong.
 */
export function microAppFromAnswers(
  template: MicroAppTemplate,
  answers: Record<string, unknown>,
  options: { now: Date },
): MicroApp {
  // A form leaves an emptied field as an empty text.
  const given = Object.entries(answers).filter(
    ([name, value]) =>
      value !== undefined && !(value === '' && name === 'expiresAt'),
  );
  const common = new Map(
    given.filter(([name]) => COMMON_FIELDS.includes(name)),
  );
  const own = Object.fromEntries(
    given.filter(([name]) => !COMMON_FIELDS.includes(name)),
  );

  const sentences = [...common].flatMap(([name, value]) => {
    const unsafe = findUnsafeValue(value);
    return unsafe ? [`"${name}" ${unsafe}`] : [];
  });
  const expiresAt =
    common.get('expiresAt') ?? defaultExpiry(template.spec.expiry, options.now);
  const { parameters, findings } = validateParameters(own, template);
  const parsed = microAppSchema.safeParse({
    apiVersion: API_VERSION,
    kind: 'MicroApp',
    metadata: {
      name: common.get('name'),
      annotations: { 'config.kubernetes.io/local-config': 'true' },
    },
    spec: {
      template: template.metadata.name,
      title: common.get('title'),
      owner: common.get('owner'),
      contact: common.get('contact'),
      costCenter: common.get('costCenter'),
      // Unless somebody asks for more, only colleagues see it.
      visibility: common.get('visibility') ?? 'internal',
      expiresAt,
      paused: false,
      parameters,
    },
  });
  const schemaFindings = parsed.success
    ? []
    : schemaSentences(parsed.error.issues);
  sentences.push(
    ...schemaFindings.map(({ message }) => message),
    ...findings.map(({ message }) => message),
  );
  if (!schemaFindings.some(({ path }) => path.at(-1) === 'expiresAt')) {
    const late = expirySentence(
      expiresAt as string | undefined,
      template.spec.expiry,
      options.now,
    );
    sentences.push(...(late ? [late] : []));
  }
  if (
    typeof common.get('title') === 'string' &&
    /[\r\n]/.test(common.get('title') as string)
  ) {
    sentences.push(SINGLE_LINE_TITLE);
  }
  if (findings.length === 0 && JSON.stringify(own).length > MAX_CHARACTERS) {
    sentences.push('The answers are too long. Shorten them.');
  }
  if (sentences.length > 0 || !parsed.success) {
    throw new InputError([...new Set(sentences)].join('\n'));
  }
  return parsed.data;
}
