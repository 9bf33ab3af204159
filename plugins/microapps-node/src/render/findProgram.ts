import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Where to look for a program. */
export type FindProgramOptions = {
  /** From the config; nothing else is tried when it is given. */
  explicit?: string;
  /** The environment; the process's own by default. */
  env?: NodeJS.ProcessEnv;
};

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function findProgram(
  name: string,
  options: FindProgramOptions,
): Promise<string | undefined> {
  const { explicit, env = process.env } = options;
  if (
    explicit !== undefined &&
    (isAbsolute(explicit) || explicit.includes('/'))
  ) {
    return (await isExecutable(explicit)) ? explicit : undefined;
  }
  const suffixes = process.platform === 'win32' ? ['.exe'] : [''];
  for (const folder of (env.PATH ?? '').split(delimiter)) {
    for (const suffix of suffixes) {
      const path = join(folder, `${explicit ?? name}${suffix}`);
      // A relative entry of PATH would mean another program in every folder.
      if (isAbsolute(folder) && (await isExecutable(path))) {
        return path;
      }
    }
  }
  return undefined;
}

/** The kustomize to run; `undefined` when there is none. */
export function findKustomize(
  options: FindProgramOptions = {},
): Promise<string | undefined> {
  return findProgram('kustomize', options);
}

/** The helm to run; `undefined` when there is none. */
export function findHelm(
  options: FindProgramOptions = {},
): Promise<string | undefined> {
  return findProgram('helm', options);
}
