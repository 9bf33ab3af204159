import { InstanceRenderer } from '@microapps/plugin-microapps-node';
import type { Problem } from '@microapps/plugin-microapps-node';
import type { SoundFolder } from './checkLayout';

/** The environment that every instance is deployed to first. */
const FIRST_ENVIRONMENT = 'staging';

/** Builds at the same time; each takes a processor for some 30 ms. */
const CONCURRENCY = 4;

/** What rendering came to. */
export type RenderResult = {
  problems: Problem[];
  /** What could not be told on this machine, each once. */
  notices: string[];
  rendered: number;
};

/** How to render. */
export type RenderOptions = {
  directory: string;
  folders: SoundFolder[];
  /** The environments that the repository has. */
  environments: string[];
  kustomize?: string;
};

/** Builds every folder as the operators will, without writing to the checkout. */
export async function renderInstances(
  options: RenderOptions,
): Promise<RenderResult> {
  const result: RenderResult = { problems: [], notices: [], rendered: 0 };
  if (options.folders.length === 0) {
    return result;
  }
  const renderer = await InstanceRenderer.create({
    repository: options.directory,
    kustomize: options.kustomize,
  });
  try {
    const waiting = [...options.folders];
    const work = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await renderFolder(renderer, next, options.environments, result);
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, work));
  } finally {
    await renderer.dispose();
  }
  result.problems.sort((a, b) => (a.path < b.path ? -1 : 1));
  return result;
}

async function renderFolder(
  renderer: InstanceRenderer,
  folder: SoundFolder,
  environments: string[],
  result: RenderResult,
): Promise<void> {
  const environment = folder.environment ?? FIRST_ENVIRONMENT;
  const known = environments.includes(environment);
  const build = await renderer.render({
    folder: folder.folder,
    files: folder.files,
    environment: known ? environment : undefined,
    namespace: `${folder.app.metadata.name}-${environment}`,
    helm: folder.template.spec.renderer === 'helm',
  });
  if (build.outcome === 'failed') {
    result.problems.push({
      path: `${folder.folder}/kustomization.yaml`,
      message: `It cannot be rendered for ${environment}: ${build.message}`,
    });
  } else if (build.outcome === 'built') {
    result.rendered += 1;
  } else if (!result.notices.includes(build.message)) {
    result.notices.push(build.message);
  }
}
