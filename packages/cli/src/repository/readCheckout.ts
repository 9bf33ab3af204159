import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import {
  MAX_FILE_BYTES,
  TOO_LARGE_TEXT,
} from '@microapps/plugin-microapps-node';
import type { Problem } from '@microapps/plugin-microapps-node';

const LINK = 'Put a plain file here: links are not followed.';

/** A checkout of the microapps repository, as far as it is looked at. */
export type Checkout = {
  directory: string;
  /**
   * The text of all YAML files below `instances/` and of each
   * `templates/<template>/form.yaml`; `TOO_LARGE_TEXT` for what is not read.
   */
  files: ReadonlyMap<string, string>;
  /** Every file below `instances/`. */
  instancePaths: string[];
  /** The folders of `environments/`. */
  environments: string[];
  /** What cannot be read. */
  problems: Problem[];
};

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function foldersIn(path: string): Promise<string[]> {
  if (!(await isFolder(path))) {
    return [];
  }
  const entries = await readdir(path, { withFileTypes: true });
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => entry.name)
    .sort();
}

/** Reads a checkout. Links are never followed: they could lead anywhere. */
export async function readCheckout(directory: string): Promise<Checkout> {
  if (!(await isFolder(join(directory, 'templates')))) {
    throw new InputError(
      `${directory} is not a checkout of the microapps repository: it has no folder "templates".`,
    );
  }
  const files = new Map<string, string>();
  const instancePaths: string[] = [];
  const problems: Problem[] = [];

  const readText = async (path: string) => {
    const stats = await lstat(join(directory, path));
    if (!stats.isFile()) {
      problems.push({ path, message: LINK });
    } else {
      files.set(
        path,
        stats.size > MAX_FILE_BYTES
          ? TOO_LARGE_TEXT
          : await readFile(join(directory, path), 'utf8'),
      );
    }
  };
  const walkInstances = async (folder: string): Promise<void> => {
    const entries = await readdir(join(directory, folder), {
      withFileTypes: true,
    });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) {
        await walkInstances(path);
      } else if (!entry.isFile()) {
        problems.push({ path, message: LINK });
      } else {
        instancePaths.push(path);
        if (/\.ya?ml$/.test(entry.name)) {
          await readText(path);
        }
      }
    }
  };

  if (await isFolder(join(directory, 'instances'))) {
    await walkInstances('instances');
  }
  for (const template of await foldersIn(join(directory, 'templates'))) {
    const path = `templates/${template}/form.yaml`;
    const exists = await lstat(join(directory, path)).catch(() => undefined);
    if (exists) {
      await readText(path);
    }
  }
  return {
    directory,
    files,
    instancePaths,
    environments: await foldersIn(join(directory, 'environments')),
    problems,
  };
}
