import type {
  MicroApp,
  MicroAppTemplate,
} from '@microapps/plugin-microapps-common';
import { questionTitles } from './templateForm';
import { validateParameters } from './validateParameters';

/** What is wrong with one of a micro-app's parameters. */
export type ParameterFinding = {
  /** From the document's root: `['spec', 'parameters', 'replicas']`. */
  path: (string | number)[];
  /** One sentence that says what to do. */
  message: string;
};

/**
 * Holds a micro-app's parameters against its template's form: every rule of
 * its JSON schema, and no name that the form does not ask for.
 */
export function checkParameters(
  app: MicroApp,
  template: MicroAppTemplate,
): ParameterFinding[] {
  const { parameters, findings } = validateParameters(
    app.spec.parameters,
    template,
  );
  const absent = Object.keys(parameters).filter(
    name => !Object.hasOwn(app.spec.parameters, name),
  );
  return [
    ...findings.map(finding => ({
      ...finding,
      path: ['spec', 'parameters', ...finding.path],
    })),
    // The base reads these fields; nothing fills defaults in after the form.
    ...(findings.length > 0 ? [] : absent).map(name => ({
      path: ['spec', 'parameters', name],
      message: `Fill in "${questionTitles(template).get(
        name,
      )}": the template's default is ${JSON.stringify(parameters[name])}.`,
    })),
  ];
}
