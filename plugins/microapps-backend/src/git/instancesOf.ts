import type { MicroApp } from '@microapps/plugin-microapps-common';
import {
  parseInstance,
  parseInstances,
  type Problem,
} from '@microapps/plugin-microapps-node';
import type { InstanceFact } from '../status';

const VALUES_FILE = /^instances\/([^/]+)\/(?:([^/]+)\/)?values\.yaml$/;
const INSTANCE_PATH = /^instances\/([^/]+)\//;

/**
 * Every micro-app's folder, from the repository's files. One whose files are
 * broken stays among them, with its problems: it has not gone.
 */
export function instancesOf(
  files: ReadonlyMap<string, string>,
): Map<string, InstanceFact> {
  const { instances, problems } = parseInstances(files);
  const apps = new Map(instances.map(({ app }) => [app.metadata.name, app]));
  const pinned = pinnedVersions(files);
  const problemsOf = groupProblems(problems);
  const facts = new Map<string, InstanceFact>();
  for (const [path] of files) {
    const name = VALUES_FILE.exec(path)?.[1];
    if (name !== undefined && !facts.has(name)) {
      facts.set(name, {
        app: apps.get(name),
        pinned: pinned.get(name) ?? new Map(),
        problems: problemsOf.get(name) ?? [],
      });
    }
  }
  return facts;
}

function pinnedVersions(files: ReadonlyMap<string, string>) {
  const pinned = new Map<string, Map<string, MicroApp | undefined>>();
  for (const [path, text] of files) {
    const [, name, environment] = VALUES_FILE.exec(path) ?? [];
    if (environment !== undefined) {
      const versions = pinned.get(name) ?? new Map();
      versions.set(environment, parseInstance(path, text).app);
      pinned.set(name, versions);
    }
  }
  return pinned;
}

function groupProblems(problems: Problem[]): Map<string, Problem[]> {
  const groups = new Map<string, Problem[]>();
  for (const problem of problems) {
    const name = INSTANCE_PATH.exec(problem.path)?.[1];
    if (name !== undefined) {
      groups.set(name, [...(groups.get(name) ?? []), problem]);
    }
  }
  return groups;
}
