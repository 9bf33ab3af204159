import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, stringify } from 'yaml';
import type { InstanceFile } from '../layout';
import { kustomizeBuild } from './kustomizeBuild';
import type {
  KustomizeBuildOptions,
  KustomizeBuildResult,
} from './kustomizeBuild';
import { kindOf } from './localPaths';

/** What every instance is built from, beside its own files. */
const SHARED_FOLDERS = ['templates', 'environments'];

/** What an {@link InstanceRenderer} needs. */
export type InstanceRendererOptions = {
  /** A checkout of the microapps repository. */
  repository: string;
} & Pick<
  KustomizeBuildOptions,
  'kustomize' | 'timeoutMs' | 'maxOutputBytes' | 'signal'
>;

/** What to render. */
export type RenderInstanceOptions = {
  /** `instances/<app>`, or `instances/<app>/<environment>` for a pinned one. */
  folder: string;
  /** The files of that folder. */
  files: InstanceFile[];
  /** The environment's component that the operator adds; none when absent. */
  environment?: string;
  /** The namespace that the operator deploys to. */
  namespace?: string;
  /** Whether the template is a Helm chart. */
  helm: boolean;
};

/**
 * Renders instances as the operators do: the instance's kustomization, plus
 * the environment's component, plus the namespace. Works in a temporary
 * folder, so that neither the checkout nor two renders meet.
 */
export class InstanceRenderer {
  /** Copies what instances share; {@link InstanceRenderer.dispose} removes it. */
  static async create(
    options: InstanceRendererOptions,
  ): Promise<InstanceRenderer> {
    const root = await mkdtemp(join(tmpdir(), 'microapps-render-'));
    const renderer = new InstanceRenderer(root, options);
    try {
      for (const folder of SHARED_FOLDERS) {
        const from = join(options.repository, folder);
        if ((await kindOf(from)) === 'folder') {
          // Links are copied as links: the build refuses those that lead outside.
          await cp(from, join(root, folder), {
            recursive: true,
            verbatimSymlinks: true,
          });
        }
      }
    } catch (error) {
      await renderer.dispose();
      throw error;
    }
    return renderer;
  }

  private constructor(
    private readonly root: string,
    private readonly options: InstanceRendererOptions,
  ) {}

  /** Builds one instance for one environment. Renders of the same folder must follow one another. */
  async render(render: RenderInstanceOptions): Promise<KustomizeBuildResult> {
    const directory = join(this.root, render.folder);
    for (const file of render.files) {
      const path = join(this.root, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, file.content);
    }
    await writeFile(join(directory, 'kustomization.yaml'), asDeployed(render));
    const { kustomize, timeoutMs, maxOutputBytes, signal } = this.options;
    return kustomizeBuild({
      directory,
      root: this.root,
      helm: render.helm,
      kustomize,
      timeoutMs,
      maxOutputBytes,
      signal,
    });
  }

  /** Removes the temporary folder. */
  async dispose(): Promise<void> {
    await rm(this.root, { recursive: true, force: true });
  }
}

/** The kustomization with the lines that the operator adds to it. */
function asDeployed(render: RenderInstanceOptions): string {
  const { folder, files, environment, namespace } = render;
  const written = files.find(
    file => file.path === `${folder}/kustomization.yaml`,
  );
  const kustomization = (parse(written?.content ?? '') ?? {}) as {
    components?: string[];
  };
  const root = folder
    .split('/')
    .map(() => '..')
    .join('/');
  return stringify({
    ...kustomization,
    ...(namespace ? { namespace } : {}),
    components: [
      ...(kustomization.components ?? []),
      ...(environment ? [`${root}/environments/${environment}`] : []),
    ],
  });
}
