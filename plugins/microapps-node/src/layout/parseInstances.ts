import type { Instance } from './Instance';
import { parseInstance } from './parseInstance';
import type { Problem } from './Problem';

const INSTANCE_FILE = /^instances\/([^/]+)\/(?:([^/]+)\/)?([^/]+)$/;

/** An instance's folder: its files by environment; '' is the folder itself. */
type Folder = Map<string, Set<string>>;

function foldersOf(files: ReadonlyMap<string, string>): Map<string, Folder> {
  const folders = new Map<string, Folder>();
  for (const path of [...files.keys()].sort()) {
    const [, app, environment = '', file] = INSTANCE_FILE.exec(path) ?? [];
    if (app !== undefined) {
      const folder: Folder = folders.get(app) ?? new Map();
      folders.set(app, folder);
      folder.set(environment, (folder.get(environment) ?? new Set()).add(file));
    }
  }
  return folders;
}

/**
 * Reads every instance among a repository's files. A broken one is reported
 * and takes no other down.
 */
export function parseInstances(files: ReadonlyMap<string, string>): {
  instances: Instance[];
  problems: Problem[];
} {
  const instances: Instance[] = [];
  const problems: Problem[] = [];
  for (const [name, folder] of foldersOf(files)) {
    const path = `instances/${name}`;
    const main = `${path}/values.yaml`;
    const pinned = [...folder.keys()].filter(
      environment =>
        environment !== '' && folder.get(environment)!.has('values.yaml'),
    );
    for (const environment of pinned) {
      const pinnedPath = `${path}/${environment}/values.yaml`;
      problems.push(
        ...parseInstance(pinnedPath, files.get(pinnedPath)!).problems,
      );
    }
    const text = files.get(main);
    if (text === undefined) {
      problems.push({
        path: main,
        message: `The folder ${path} has no values.yaml. Add it, or remove the folder.`,
      });
      continue;
    }
    const parsed = parseInstance(main, text);
    problems.push(...parsed.problems);
    if (parsed.app) {
      instances.push({ path, app: parsed.app, environments: pinned });
    }
  }
  return { instances, problems };
}
