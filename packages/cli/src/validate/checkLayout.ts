import type {
  MicroApp,
  MicroAppTemplate,
} from '@microapps/plugin-microapps-common';
import {
  checkParameters,
  instanceFiles,
  parseInstance,
  parseInstances,
  parseTemplates,
  placeFindings,
  TOO_LARGE,
  TOO_LARGE_TEXT,
} from '@microapps/plugin-microapps-node';
import type { InstanceFile, Problem } from '@microapps/plugin-microapps-node';
import type { Checkout } from '../repository/readCheckout';

/** A folder whose files are in order, so that it can be rendered. */
export type SoundFolder = {
  /** `instances/<app>`, or `instances/<app>/<environment>` when pinned. */
  folder: string;
  app: MicroApp;
  template: MicroAppTemplate;
  /** The pinned environment; absent for the instance's own folder. */
  environment?: string;
  files: InstanceFile[];
};

/** What reading the files came to. */
export type LayoutResult = {
  problems: Problem[];
  sound: SoundFolder[];
  instances: number;
  templates: number;
};

/**
 * Holds all files against one another: templates, instances, their parameters,
 * and everything that is generated. Pure.
 */
export function checkLayout(
  checkout: Pick<Checkout, 'files' | 'instancePaths' | 'environments'>,
): LayoutResult {
  const { files, environments } = checkout;
  const { templates, problems: templateProblems } = parseTemplates(files);
  const { instances, problems: instanceProblems } = parseInstances(files);
  const problems = [...templateProblems, ...instanceProblems];
  const sound: SoundFolder[] = [];
  const expected = new Set<string>();

  for (const instance of instances) {
    for (const environment of [undefined, ...instance.environments]) {
      const folder = [instance.path, environment].filter(Boolean).join('/');
      const path = `${folder}/values.yaml`;
      const text = files.get(path) ?? '';
      const { app } = parseInstance(path, text);
      if (environment !== undefined && !environments.includes(environment)) {
        problems.push({
          path,
          message: `There is no environment "${environment}" in environments/. Remove this folder.`,
        });
      }
      if (!app) {
        // Reported above, when all instances were read.
        expected.add(path);
        continue;
      }
      const result = checkFolder(
        { folder, path, text, app, environment },
        files,
        templates,
      );
      result.expected.forEach(name => expected.add(name));
      problems.push(...result.problems);
      if (result.sound) {
        sound.push(result.sound);
      }
    }
  }
  problems.push(
    ...unexpectedFiles(checkout.instancePaths, expected, instanceProblems),
  );
  return {
    problems,
    sound,
    instances: instances.length,
    templates: templates.length,
  };
}

type Folder = {
  folder: string;
  path: string;
  text: string;
  app: MicroApp;
  environment?: string;
};

function checkFolder(
  { folder, path, text, app, environment }: Folder,
  files: ReadonlyMap<string, string>,
  templates: MicroAppTemplate[],
): { problems: Problem[]; expected: string[]; sound?: SoundFolder } {
  const template = templates.find(
    candidate => candidate.metadata.name === app.spec.template,
  );
  if (!template) {
    const names = templates
      .map(candidate => candidate.metadata.name)
      .join(', ');
    return {
      problems: placeFindings(path, text, [
        {
          path: ['spec', 'template'],
          message: `There is no template "${app.spec.template}" that can be used. Choose one of: ${names}.`,
        },
      ]),
      expected: ['values.yaml', 'kustomization.yaml', 'flux.yaml'].map(
        name => `${folder}/${name}`,
      ),
    };
  }
  const problems = placeFindings(path, text, checkParameters(app, template));
  const generated = instanceFiles(app, template, { environment });
  for (const file of generated) {
    const difference = generatedProblem(file, files.get(file.path));
    // A person may write values.yaml by hand, comments included.
    if (file.path !== path && difference) {
      problems.push(difference);
    }
  }
  return {
    problems,
    expected: generated.map(file => file.path),
    sound:
      problems.length === 0
        ? {
            folder,
            app,
            template,
            environment,
            files: generated.map(file => ({
              path: file.path,
              content: files.get(file.path) ?? file.content,
            })),
          }
        : undefined,
  };
}

/** Generated files are deployed as they stand: a single other byte is a finding. */
function generatedProblem(
  file: InstanceFile,
  text: string | undefined,
): Problem | undefined {
  if (text === file.content) {
    return undefined;
  }
  if (text === undefined) {
    return {
      path: file.path,
      message:
        'The file is missing. It is generated: let the portal make the change, or write what follows from values.yaml.',
    };
  }
  if (text === TOO_LARGE_TEXT) {
    return { path: file.path, message: TOO_LARGE };
  }
  const lines = text.split('\n');
  const expected = file.content.split('\n');
  const index = [...expected, ...lines].findIndex(
    (_, line) => lines[line] !== expected[line],
  );
  return {
    path: file.path,
    line: index + 1,
    column: 1,
    message:
      index >= expected.length - 1
        ? 'Remove this line: the file is generated and does not hold it.'
        : `Write ${JSON.stringify(
            expected[index],
          )} here: the file is generated, and this line does not follow from values.yaml.`,
  };
}

/** What no generated file refers to is never deployed, or worse: is found by an operator. */
function unexpectedFiles(
  paths: string[],
  expected: ReadonlySet<string>,
  instanceProblems: Problem[],
): Problem[] {
  const broken = new Set(
    instanceProblems.map(({ path }) => path.split('/').slice(0, 2).join('/')),
  );
  return paths
    .filter(path => !expected.has(path))
    .filter(
      path =>
        // Of a broken instance nobody can say what belongs to it.
        !(
          broken.has(path.split('/').slice(0, 2).join('/')) &&
          /\.yaml$/.test(path)
        ),
    )
    .filter(path => !/^instances\/(README\.md|\.gitkeep)$/.test(path))
    .map(path => ({
      path,
      message: 'Remove this file: it is not part of a micro-app.',
    }));
}
