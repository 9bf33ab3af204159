import { microAppTemplateSchema } from '@microapps/plugin-microapps-common';
import type { MicroAppTemplate } from '@microapps/plugin-microapps-common';
import { parametersValidator } from './parametersValidator';
import type { Problem } from './Problem';
import { schemaSentences } from './schemaSentences';
import { COMMON_FIELDS, questionsOf, questionTitles } from './templateForm';
import { YamlSource } from './YamlSource';

/** A parameter's name: what a Helm value, a Kustomize field path and JavaScript all take as it is. */
const PARAMETER_NAME = /^[a-zA-Z][a-zA-Z0-9_]{0,62}$/;

/** Folders such as `templates/_guardrails` hold what templates share. */
const FORM_FILE = /^templates\/([^_/][^/]*)\/form\.yaml$/;

/**
 * Reads every `templates/<template>/form.yaml` among a repository's files.
 * A broken one is reported and takes no other down.
 */
export function parseTemplates(files: ReadonlyMap<string, string>): {
  templates: MicroAppTemplate[];
  problems: Problem[];
} {
  const templates: MicroAppTemplate[] = [];
  const problems: Problem[] = [];
  for (const path of [...files.keys()]
    .filter(key => FORM_FILE.test(key))
    .sort()) {
    const parsed = parseTemplate(path, files.get(path)!);
    problems.push(...parsed.problems);
    if (parsed.template) {
      templates.push(parsed.template);
    }
  }
  return { templates, problems };
}

/** Reads one `templates/<template>/form.yaml`. There is no template when there is a problem. */
export function parseTemplate(
  path: string,
  text: string,
): { template?: MicroAppTemplate; problems: Problem[] } {
  const source = YamlSource.parse(path, text);
  const value = source.value();
  if (source.problems.length > 0) {
    return { problems: source.problems };
  }
  const parsed = microAppTemplateSchema.safeParse(value);
  if (!parsed.success) {
    for (const finding of schemaSentences(parsed.error.issues)) {
      source.add(finding.path, finding.message);
    }
    return { problems: source.problems };
  }
  const template = parsed.data;
  const folder = FORM_FILE.exec(path)?.[1];
  if (folder !== undefined && folder !== template.metadata.name) {
    source.add(
      ['metadata', 'name'],
      `The name "${template.metadata.name}" and the folder "${folder}" must be the same.`,
    );
  }
  checkQuestions(template, source);
  checkComponents(template, source);
  checkExpiry(template, source);
  return source.problems.length > 0
    ? { problems: source.problems }
    : { template, problems: [] };
}

function checkQuestions(template: MicroAppTemplate, source: YamlSource): void {
  const seen = new Set<string>();
  template.spec.form.forEach((page, index) => {
    for (const name of Object.keys(page.properties)) {
      const at = ['spec', 'form', index, 'properties', name];
      if (seen.has(name)) {
        source.add(
          at,
          `The question "${name}" is asked twice. Rename one of the two.`,
        );
      }
      seen.add(name);
    }
    for (const [name] of questionsOf(page)) {
      const at = ['spec', 'form', index, 'properties', name];
      if (COMMON_FIELDS.includes(name)) {
        source.add(
          at,
          `Every form asks for "${name}" on its page "About" already. Rename this question.`,
        );
      } else if (!PARAMETER_NAME.test(name)) {
        source.add(
          at,
          `Rename the question "${name}": letters, digits and underscores, with a letter first.`,
        );
      }
    }
    const asked = new Set(questionsOf(page).map(([name]) => name));
    for (const name of page.required ?? []) {
      if (!asked.has(name)) {
        source.add(
          ['spec', 'form', index, 'required'],
          `"${name}" is required, but this page does not ask for it.`,
        );
      }
    }
  });
  try {
    parametersValidator(template);
  } catch (error) {
    source.add(
      ['spec', 'form'],
      `The form is not a valid JSON schema: ${(error as Error).message.replace(
        /\.?$/,
        '.',
      )}`,
    );
  }
}

function checkComponents(template: MicroAppTemplate, source: YamlSource): void {
  const names = questionTitles(template);
  template.spec.components.forEach((component, index) => {
    for (const name of Object.keys(component.when)) {
      if (name !== 'visibility' && !names.has(name)) {
        source.add(
          ['spec', 'components', index, 'when', name],
          `"${name}" is not a question of this form, so this component is never switched on.`,
        );
      }
    }
  });
}

function checkExpiry(template: MicroAppTemplate, source: YamlSource): void {
  const { defaultDays, maxDays } = template.spec.expiry;
  if (
    defaultDays !== undefined &&
    maxDays !== undefined &&
    defaultDays > maxDays
  ) {
    source.add(
      ['spec', 'expiry', 'defaultDays'],
      `defaultDays (${defaultDays}) must not be more than maxDays (${maxDays}).`,
    );
  }
}
