import { microAppSchema } from '@microapps/plugin-microapps-common';
import type { MicroApp } from '@microapps/plugin-microapps-common';
import type { Problem } from './Problem';
import { schemaSentences, SINGLE_LINE_TITLE } from './schemaSentences';
import { YamlSource } from './YamlSource';

/** The app's folder in `instances/<app>/values.yaml` and in `instances/<app>/<environment>/values.yaml`. */
function folderOf(path: string): string | undefined {
  return /^instances\/([^/]+)\/(?:[^/]+\/)?values\.yaml$/.exec(path)?.[1];
}

/**
 * Reads one `instances/<app>/values.yaml`, or the pinned one of an
 * environment. There is no app when there is a problem.
 */
export function parseInstance(
  path: string,
  text: string,
): { app?: MicroApp; problems: Problem[] } {
  const source = YamlSource.parse(path, text);
  source.refuseAmbiguousValues();
  const value = source.value();
  if (source.problems.length > 0) {
    return { problems: source.problems };
  }
  const parsed = microAppSchema.safeParse(value);
  if (!parsed.success) {
    for (const finding of schemaSentences(parsed.error.issues)) {
      source.add(finding.path, finding.message);
    }
    return { problems: source.problems };
  }
  const app = parsed.data;
  const folder = folderOf(path);
  if (folder !== undefined && folder !== app.metadata.name) {
    source.add(
      ['metadata', 'name'],
      `The name "${app.metadata.name}" and the folder "${folder}" must be the same.`,
    );
  }
  if (/[\r\n]/.test(app.spec.title)) {
    source.add(['spec', 'title'], SINGLE_LINE_TITLE);
  }
  return source.problems.length > 0
    ? { problems: source.problems }
    : { app, problems: [] };
}

/** Gives findings their lines in the YAML text that they are about. */
export function placeFindings(
  path: string,
  text: string,
  findings: { path: (string | number)[]; message: string }[],
): Problem[] {
  const source = YamlSource.parse(path, text);
  for (const finding of findings) {
    source.add(finding.path, finding.message);
  }
  return source.problems;
}
