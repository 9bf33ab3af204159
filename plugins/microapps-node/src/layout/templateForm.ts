import type { MicroAppTemplate } from '@microapps/plugin-microapps-common';
import { FIELD_SENTENCES } from '@microapps/plugin-microapps-common';

/** A JSON schema (draft-07), as far as it is looked into here. */
export type JsonSchema = Record<string, unknown>;

/** Keywords below which a page may ask further questions, depending on an answer. */
const CONDITIONAL = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else'] as const;

/** The names that the page "About" takes, which all templates share. */
export const COMMON_FIELDS: readonly string[] = Object.keys(FIELD_SENTENCES);

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function branchesOf(schema: JsonSchema): JsonSchema[] {
  const dependencies = isSchema(schema.dependencies)
    ? Object.values(schema.dependencies)
    : [];
  return [
    ...CONDITIONAL.map(keyword => schema[keyword]).flat(),
    ...dependencies,
  ].filter(isSchema);
}

/** Every question of a page, those that hang on an answer included, each as often as it is asked. */
export function questionsOf(
  page: JsonSchema,
): [name: string, schema: JsonSchema][] {
  const own = isSchema(page.properties) ? Object.entries(page.properties) : [];
  return [
    ...own.filter((entry): entry is [string, JsonSchema] => isSchema(entry[1])),
    ...branchesOf(page).flatMap(questionsOf),
  ];
}

/** A template's questions by name, with the title that a person sees. */
export function questionTitles(
  template: MicroAppTemplate,
): Map<string, string> {
  const titles = new Map<string, string>();
  for (const [name, schema] of template.spec.form.flatMap(questionsOf)) {
    if (!titles.has(name) || typeof schema.title === 'string') {
      titles.set(name, typeof schema.title === 'string' ? schema.title : name);
    }
  }
  return titles;
}

/** All pages of a form as one JSON schema (draft-07) of the micro-app's parameters. */
export function parametersSchema(template: MicroAppTemplate): JsonSchema {
  const pages: JsonSchema[] = template.spec.form;
  return {
    type: 'object',
    properties: Object.assign(
      {},
      ...pages.map(page => page.properties),
    ) as JsonSchema,
    required: pages.flatMap(
      page => (page.required as string[] | undefined) ?? [],
    ),
    allOf: pages.map(page =>
      Object.fromEntries(
        [...CONDITIONAL, 'dependencies']
          .filter(keyword => page[keyword] !== undefined)
          .map(keyword => [keyword, page[keyword]]),
      ),
    ),
  };
}
