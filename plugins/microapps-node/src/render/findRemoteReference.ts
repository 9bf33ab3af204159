import { realpath } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { isMap, parseAllDocuments } from 'yaml';
import { isInside, kindOf } from './localPaths';
import { readKustomization } from './readKustomization';
import type { Kustomization } from './readKustomization';

/** Deeper than any layout; keeps a loop of links from being followed for ever. */
const MAX_FOLDERS = 200;

/** Plugins: their own files may name further files and programs. */
const REFUSED = [
  'generators',
  'transformers',
  'validators',
  'helmchartinflationgenerator',
];

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' &&
    value !== null &&
    Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function strings(values: unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string');
}

/** Kustomize takes a patch in place of a path, when it is a group of fields. */
function isInlinePatch(text: string): boolean {
  const documents = parseAllDocuments(text);
  return (
    text.includes('\n') &&
    Array.isArray(documents) &&
    documents.length > 0 &&
    documents.every(
      document => document.errors.length === 0 && isMap(document.contents),
    )
  );
}

/** Everything that kustomize would load: folders to go on with, and plain files. */
function referencesOf(kustomization: Kustomization): string[] {
  const paths = [
    'resources',
    'bases',
    'components',
    'crds',
    'configurations',
  ].flatMap(name => listOf(kustomization[name]));
  const patches = strings(listOf(kustomization.patchesstrategicmerge)).filter(
    patch => !isInlinePatch(patch),
  );
  const nested = ['patches', 'patchesjson6902', 'replacements'].flatMap(name =>
    listOf(kustomization[name]).map(item => field(item, 'path')),
  );
  const generated = ['configmapgenerator', 'secretgenerator'].flatMap(name =>
    listOf(kustomization[name]).flatMap(item => [
      field(item, 'env'),
      ...listOf(field(item, 'envs')),
      // `key=path`, or a path alone.
      ...strings(listOf(field(item, 'files'))).map(file =>
        file.replace(/^[^=]*=/, ''),
      ),
    ]),
  );
  const chartHome = field(kustomization.helmglobals, 'charthome');
  const charts = listOf(kustomization.helmcharts).flatMap(item => [
    chartFolder(chartHome, field(item, 'name')),
    field(item, 'valuesfile'),
    ...listOf(field(item, 'additionalvaluesfiles')),
  ]);
  return strings([
    ...paths,
    ...patches,
    ...nested,
    ...generated,
    ...charts,
    chartHome,
    field(kustomization.openapi, 'path'),
  ]);
}

/** Kustomize looks for a chart in the folder `<chartHome>/<name>`. */
function chartFolder(chartHome: unknown, name: unknown): string | undefined {
  return typeof name === 'string'
    ? join(typeof chartHome === 'string' ? chartHome : 'charts', name)
    : undefined;
}

/** What a kustomization must not hold, wherever its references lead. */
function refusalOf(kustomization: Kustomization): string | undefined {
  const plugin = REFUSED.find(name => kustomization[name] !== undefined);
  if (plugin) {
    return `uses "${plugin}", which may load more than can be seen. Use components and patches instead.`;
  }
  if (field(kustomization.helmglobals, 'confighome') !== undefined) {
    return 'sets "helmGlobals.configHome", from where Helm loads plugins. Remove it.';
  }
  return listOf(kustomization.helmcharts).some(chart => field(chart, 'repo'))
    ? "fetches a Helm chart from a repository. Put the chart into the template's folder instead."
    : undefined;
}

/**
 * Follows everything that a kustomization refers to, and finds the first
 * reference that is not in the repository. Kustomize would fetch a name that
 * is no local path from the network; nothing that a request brings may do so.
 *
 * @returns a sentence for a person; `undefined` when all is local.
 */
export async function findRemoteReference(
  directory: string,
  root: string,
): Promise<string | undefined> {
  const realRoot = await realpath(root);
  const waiting = [await realpath(directory)];
  const seen = new Set<string>();
  for (
    let folder = waiting.pop();
    folder !== undefined;
    folder = waiting.pop()
  ) {
    if (seen.has(folder)) {
      continue;
    }
    seen.add(folder);
    if (seen.size > MAX_FOLDERS) {
      return `More than ${MAX_FOLDERS} folders refer to one another. Make it simpler.`;
    }
    const file = await readKustomization(folder);
    if (!file) {
      continue;
    }
    const shown = relative(realRoot, file.path);
    if ('problem' in file) {
      return `${shown} cannot be used. ${file.problem}`;
    }
    const refusal = refusalOf(file.content);
    if (refusal) {
      return `${shown} ${refusal}`;
    }
    for (const reference of referencesOf(file.content)) {
      if (/\p{Cc}/u.test(reference)) {
        return `${shown} refers to ${JSON.stringify(
          reference,
        )}, which holds a line break or another control character. Remove it.`;
      }
      const path = resolve(dirname(file.path), reference);
      const kind = await kindOf(path);
      if (!kind || reference.includes('://')) {
        return `${shown} refers to "${reference}", which is not in this repository. Only local files and folders can be used.`;
      }
      if (!(await isInside(realRoot, path))) {
        return `${shown} refers to "${reference}", which lies outside of this repository.`;
      }
      if (kind === 'folder') {
        waiting.push(await realpath(path));
      }
    }
  }
  return undefined;
}
