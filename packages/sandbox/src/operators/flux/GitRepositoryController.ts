import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Logger } from '../logging/Logger';
import { GitMirrors, repositoryKey } from '../git/GitMirrors';
import { SourceTrees, type SourceTree } from '../git/SourceTrees';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import type { KubernetesObject } from '../kubernetes/KubernetesObject';
import { watchKey } from '../kubernetes/watchResource';
import { timestamp } from '../status/conditions';
import { duration } from './duration';
import { GIT_REPOSITORIES } from './fluxKinds';
import { DEFAULT_IGNORE, sourceIgnore } from './sourceIgnore';
import {
  heardStatus,
  readyConditions,
  startController,
  writeStatus,
  type RunningController,
} from './startController';

/** What the controller works with. */
export type GitRepositoryControllerOptions = {
  client: KubernetesClient;
  logger: Logger;
  mirrors: GitMirrors;
  trees: SourceTrees;
  /** The longest time between two looks, in milliseconds. */
  pollInterval: number;
};

/** A revision of a source that can be built from. */
export type Artifact = {
  /** `main@sha1:…` */
  revision: string;
  tree(): Promise<SourceTree>;
};

const specSchema = z
  .object({
    url: z.string(),
    interval: z.string().default('1m'),
    ignore: z.string().optional(),
    suspend: z.boolean().default(false),
    ref: z
      .object({
        branch: z.string().optional(),
        tag: z.string().optional(),
        commit: z.string().optional(),
        name: z.string().optional(),
      })
      .passthrough()
      .default({}),
  })
  .passthrough();

type Spec = z.infer<typeof specSchema>;

function refOf({ ref }: Spec): { name: string; shown: string } {
  const name = ref.commit ?? ref.name ?? ref.tag ?? ref.branch ?? 'master';
  return { name, shown: ref.name ?? ref.tag ?? ref.branch ?? '' };
}

/** What source-controller does for GitRepositories. */
export class GitRepositoryController {
  /** Called when a source shows another revision, or none at its first look. */
  onArtifact: (key: string) => void = () => {};
  private readonly artifacts = new Map<string, Artifact>();
  private readonly controller: RunningController;
  /** Those looked at since the start. */
  private readonly looked = new Set<string>();

  private constructor(
    private readonly options: GitRepositoryControllerOptions,
  ) {
    this.controller = startController({
      ...options,
      resource: GIT_REPOSITORIES,
      reconcile: object => this.reconcile(object),
      onDeleted: object => this.artifacts.delete(watchKey(object)),
    });
  }

  static start(
    options: GitRepositoryControllerOptions,
  ): GitRepositoryController {
    return new GitRepositoryController(options);
  }

  get ready(): Promise<void> {
    return this.controller.watch.ready;
  }

  /** The newest artifact of a source; `namespace/name`. */
  artifact(key: string): Artifact | undefined {
    return this.artifacts.get(key);
  }

  /** Whether a source is there and has not been looked at since the start. */
  isPending(key: string): boolean {
    return this.controller.watch.objects.has(key) && !this.looked.has(key);
  }

  /** Looks again at the sources of a repository: its URL ends so. */
  refresh(ending: string): void {
    this.controller.enqueue(object => {
      const spec = specSchema.safeParse(object.spec).data;
      return spec ? repositoryKey(spec.url).endsWith(ending) : false;
    });
  }

  async stop(): Promise<void> {
    await this.controller.stop();
  }

  private async reconcile(object: KubernetesObject): Promise<number | void> {
    const parsed = specSchema.safeParse(object.spec);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0];
      return this.fail(object, `spec.${path.join('.')}: ${message}`);
    }
    const spec = parsed.data;
    if (object.metadata.deletionTimestamp || spec.suspend) {
      return undefined;
    }
    try {
      await this.look(object, spec);
    } catch (error) {
      await this.fail(object, (error as Error).message);
      throw error;
    }
    return Math.min(
      duration(spec.interval, this.options.pollInterval),
      this.options.pollInterval,
    );
  }

  private async look(object: KubernetesObject, spec: Spec): Promise<void> {
    const { mirrors, trees, client } = this.options;
    const mirror = mirrors.get(spec.url);
    await mirror.fetch();
    const { name, shown } = refOf(spec);
    const commit = await mirror.resolve(name);
    const revision = `${shown ? `${shown}@` : ''}sha1:${commit}`;
    const text = spec.ignore ?? DEFAULT_IGNORE;
    const key = watchKey(object);
    const request = {
      mirror,
      url: spec.url,
      commit,
      ignore: { text, isIgnored: sourceIgnore(text) },
    };
    await trees.get(request);

    const digest = createHash('sha256').update(`${revision}\n${text}`);
    const before = this.artifacts.get(key);
    this.looked.add(key);
    this.artifacts.set(key, { revision, tree: () => trees.get(request) });
    const present = (object.status as any)?.artifact;
    const path = `gitrepository/${key}/${commit}.tar.gz`;
    await writeStatus(client, this.controller.watch, object, {
      ...heardStatus(object),
      artifact: {
        path,
        url: `http://source-controller.${object.metadata.namespace}.svc.cluster.local./${path}`,
        revision,
        digest: `sha256:${digest.digest('hex')}`,
        lastUpdateTime:
          present?.revision === revision ? present.lastUpdateTime : timestamp(),
      },
      conditions: readyConditions(object, {
        status: 'True',
        reason: 'Succeeded',
        message: `stored artifact for revision '${revision}'`,
      }),
    });
    if (before?.revision !== revision) {
      this.onArtifact(key);
    }
  }

  private async fail(object: KubernetesObject, message: string): Promise<void> {
    const key = watchKey(object);
    if (!this.looked.has(key)) {
      this.looked.add(key);
      this.onArtifact(key);
    }
    await writeStatus(this.options.client, this.controller.watch, object, {
      ...heardStatus(object),
      conditions: readyConditions(object, {
        status: 'False',
        reason: 'GitOperationFailed',
        message: `failed to checkout and determine revision: ${message}`,
      }),
    });
  }
}
