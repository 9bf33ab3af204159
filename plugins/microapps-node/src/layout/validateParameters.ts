import type { MicroAppTemplate } from '@microapps/plugin-microapps-common';
import { parametersValidator, sentenceOfError } from './parametersValidator';
import { findUnsafeValue } from './safeText';
import type { SchemaFinding } from './schemaSentences';
import { questionTitles } from './templateForm';

/** What the answers to a template's own questions come to. */
export type ParametersResult = {
  /** With the form's defaults filled in, in the form's order. */
  parameters: Record<string, unknown>;
  /** Paths begin at the parameters. */
  findings: SchemaFinding[];
};

/** Holds answers to a template's own questions against its form. */
export function validateParameters(
  answers: Readonly<Record<string, unknown>>,
  template: MicroAppTemplate,
): ParametersResult {
  const titles = questionTitles(template);
  const findings: SchemaFinding[] = [];
  for (const name of Object.keys(answers)) {
    const unsafe = titles.has(name)
      ? findUnsafeValue(answers[name])
      : undefined;
    if (unsafe) {
      findings.push({
        path: [name],
        message: `"${titles.get(name)}" ${unsafe}`,
      });
    } else if (!titles.has(name)) {
      findings.push({
        path: [name],
        message: `"${name.slice(0, 60)}" is not a question of the template "${
          template.metadata.title
        }". Remove it.`,
      });
    }
  }
  if (findings.length > 0) {
    return { parameters: {}, findings };
  }
  const parameters = structuredClone(
    Object.fromEntries(
      Object.entries(answers).filter(([, value]) => value !== undefined),
    ),
  );
  const validate = parametersValidator(template);
  if (!validate(parameters)) {
    for (const error of validate.errors ?? []) {
      const message = sentenceOfError(error, titles);
      if (message && !findings.some(finding => finding.message === message)) {
        const path = error.instancePath.split('/').slice(1);
        findings.push({ path, message });
      }
    }
  }
  return { parameters: inOrder(parameters, [...titles.keys()]), findings };
}

function inOrder(parameters: Record<string, unknown>, names: string[]) {
  return Object.fromEntries(
    names
      .filter(name => Object.hasOwn(parameters, name))
      .map(name => [name, parameters[name]]),
  );
}
