import { readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parse, stringify } from 'yaml';
import type { SourceTree } from '../git/SourceTrees';
import type { KubernetesObject } from '../kubernetes/KubernetesObject';
import { runProcess } from '../process/runProcess';
import {
  composeKustomization,
  type KustomizationAdditions,
  type KustomizationFile,
} from './composeKustomization';
import { parseManifests } from './parseManifests';

/** The programs that build. */
export type BuildTools = {
  /** Path of kustomize. */
  kustomize: string;
  /** Path of helm, where there is one. */
  helm?: string;
  /** Whether the operator builds charts at all: Flux's kustomize does not. */
  charts?: boolean;
};

/** What is built. */
export type BuildRequest = {
  tree: SourceTree;
  /** The folder to build, from the tree's root. */
  path: string;
  additions: KustomizationAdditions;
  tools: BuildTools;
  /**
   * Where there is no kustomization: `generate` one of all files below, as
   * Flux does, or take the folder's own files as they are, as Argo CD does.
   */
  withoutKustomization: 'generate' | 'plain';
  /** Of plain files: those of the folders below too. */
  recurse?: boolean;
};

/** What was built. */
export type BuildResult = {
  sourceType: 'Kustomize' | 'Directory';
  objects: KubernetesObject[];
};

const TIMEOUT = 60_000;
const KUSTOMIZATION_NAMES = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
];
const NO_HELM =
  'this needs Helm, and no helm was found on this machine: install helm and start again';

/**
 * Builds a folder of a source as an operator does.
 *
 * @throws Error with kustomize's own words, without paths of this machine.
 */
export async function buildSource(request: BuildRequest): Promise<BuildResult> {
  const directory = await directoryOf(request);
  const root = await realpath(request.tree.root);
  return request.tree.exclusive(async () => {
    const present = await kustomizationIn(directory);
    if (present) {
      const file = join(directory, present);
      const text = await readFile(file, 'utf8');
      return buildInPlace(request, { root, directory, file, text });
    }
    if (request.withoutKustomization === 'plain') {
      return readPlain(directory, request.recurse ?? false);
    }
    const file = join(directory, KUSTOMIZATION_NAMES[0]);
    const generated: KustomizationFile = {
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: await resourcesBelow(directory),
    };
    try {
      return await buildInPlace(request, {
        root,
        directory,
        file,
        text: stringify(generated),
      });
    } finally {
      await rm(file, { force: true });
    }
  });
}

async function buildInPlace(
  { additions, tools }: BuildRequest,
  place: { root: string; directory: string; file: string; text: string },
): Promise<BuildResult> {
  const file = parse(place.text) as KustomizationFile;
  const composed = composeKustomization(file, additions);
  await writeFile(place.file, stringify(composed));
  try {
    const helm = tools.helm
      ? ['--enable-helm', '--helm-command', tools.helm]
      : [];
    const args = ['build', place.directory, ...helm];
    const result = await runProcess(tools.kustomize, args, {
      timeout: TIMEOUT,
      // No base may come from elsewhere: a sandbox has no network.
      env: { GIT_ALLOW_PROTOCOL: 'none', GIT_TERMINAL_PROMPT: '0' },
    });
    if (result.code !== 0) {
      const words = result.stderr
        .trim()
        .replaceAll(place.root, '<path to cached source>');
      throw new Error(
        tools.charts && !tools.helm && /enable-helm/.test(words)
          ? NO_HELM
          : `\`kustomize build <path to cached source>/${relative(
              place.root,
              place.directory,
            )}\` failed: ${words}`,
      );
    }
    return {
      sourceType: 'Kustomize',
      objects: parseManifests(result.stdout),
    };
  } finally {
    await writeFile(place.file, place.text);
  }
}

async function directoryOf({ tree, path }: BuildRequest): Promise<string> {
  const root = await realpath(tree.root);
  const directory = await realpath(join(root, path)).catch(() => undefined);
  if (!directory) {
    throw new Error(`${path}: app path does not exist`);
  }
  if (directory !== root && !directory.startsWith(root + sep)) {
    throw new Error(`${path}: app path is outside of the repository`);
  }
  return directory;
}

async function kustomizationIn(directory: string): Promise<string | undefined> {
  const names = await readdir(directory);
  return KUSTOMIZATION_NAMES.find(name => names.includes(name));
}

function isManifest(name: string): boolean {
  return /\.ya?ml$/.test(name) && !name.startsWith('.');
}

/** As Flux: files one by one, a folder with a kustomization as a whole. */
async function resourcesBelow(
  directory: string,
  prefix = '',
): Promise<string[]> {
  const entries = await readdir(join(directory, prefix), {
    withFileTypes: true,
  });
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isDirectory()) {
      found.push(
        ...((await kustomizationIn(join(directory, path)))
          ? [path]
          : await resourcesBelow(directory, path)),
      );
    } else if (entry.isFile() && isManifest(entry.name)) {
      found.push(path);
    }
  }
  return found;
}

async function readPlain(
  directory: string,
  recurse: boolean,
): Promise<BuildResult> {
  const entries = await readdir(directory, { recursive: recurse });
  const files = entries.filter(path => isManifest(path.split(sep).at(-1)!));
  const texts = await Promise.all(
    files.sort().map(path => readFile(join(directory, path), 'utf8')),
  );
  return { sourceType: 'Directory', objects: texts.flatMap(parseManifests) };
}
