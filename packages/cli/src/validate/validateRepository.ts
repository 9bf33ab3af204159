import { InputError } from '@backstage/errors';
import { changedApps } from '../repository/changedApps';
import { readCheckout } from '../repository/readCheckout';
import type { Report } from '../report/Report';
import { checkLayout } from './checkLayout';
import { renderInstances } from './renderInstances';
import { isSelected } from './Selection';
import type { Selection } from './Selection';

/** What to validate. */
export type ValidateOptions = {
  /** A checkout of the microapps repository. */
  directory: string;
  /** These micro-apps only. */
  only?: string[];
  /** Only what changed since this branch, tag or commit. */
  changedSince?: string;
  /** The kustomize to run; found on PATH by default. */
  kustomize?: string;
};

/** Checks a checkout: first its files, then what they render to. */
export async function validateRepository(
  options: ValidateOptions,
): Promise<Report> {
  const { directory } = options;
  const checkout = await readCheckout(directory);
  const layout = checkLayout(checkout);
  const selection = await select(options, checkout.instancePaths);
  const rendering = await renderInstances({
    directory,
    folders: layout.sound.filter(({ folder }) => isSelected(folder, selection)),
    environments: checkout.environments,
    kustomize: options.kustomize,
  });
  return {
    findings: [
      ...checkout.problems,
      ...layout.problems,
      ...rendering.problems,
    ].filter(({ path }) => isSelected(path, selection)),
    notRendered: rendering.notices,
    checked: {
      instances: selection?.size ?? layout.instances,
      templates: layout.templates,
      rendered: rendering.rendered,
    },
  };
}

async function select(
  options: ValidateOptions,
  instancePaths: string[],
): Promise<Selection> {
  const unknown = options.only?.find(
    app => !instancePaths.some(path => path.startsWith(`instances/${app}/`)),
  );
  if (unknown !== undefined) {
    throw new InputError(`There is no folder instances/${unknown}.`);
  }
  const changed =
    options.changedSince === undefined
      ? undefined
      : await changedApps(options.directory, options.changedSince);
  if (options.only && changed) {
    return new Set(options.only.filter(app => changed.includes(app)));
  }
  const chosen = options.only ?? changed;
  return chosen && new Set(chosen);
}
