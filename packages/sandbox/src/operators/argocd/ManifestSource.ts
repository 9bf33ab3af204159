import type { GitMirrors } from '../git/GitMirrors';
import { repositoryKey } from '../git/GitMirrors';
import type { SourceTrees } from '../git/SourceTrees';
import {
  buildSource,
  type BuildResult,
  type BuildTools,
} from '../kustomize/buildSource';
import type { Source } from './schemas';

/** What {@link ManifestSource} works with. */
export type ManifestSourceOptions = {
  mirrors: GitMirrors;
  trees: SourceTrees;
  tools: BuildTools;
};

const REMEMBERED = 200;

/** What Argo CD's repo server does: Git revision in, manifests out. */
export class ManifestSource {
  private readonly built = new Map<string, Promise<BuildResult>>();
  private readonly fetched = new Map<string, Promise<void>>();
  private readonly urls = new Map<string, string>();

  private constructor(private readonly options: ManifestSourceOptions) {}

  static create(options: ManifestSourceOptions): ManifestSource {
    return new ManifestSource(options);
  }

  /** Every repository asked for so far. */
  get repositories(): string[] {
    return [...this.urls.values()];
  }

  /** Fetches a repository again. */
  async fetch(url: string): Promise<void> {
    const fetching = this.options.mirrors.get(url).fetch();
    const key = repositoryKey(url);
    this.fetched.set(key, fetching);
    this.urls.set(key, url);
    // The next one to ask tries again.
    fetching.catch(() => this.fetched.delete(key));
    await fetching;
  }

  /** The commit of a revision, in a repository fetched at least once. */
  async resolve(url: string, revision: string): Promise<string> {
    const known = this.fetched.get(repositoryKey(url));
    await (known ?? this.fetch(url));
    const mirror = this.options.mirrors.get(url);
    try {
      return await mirror.resolve(revision);
    } catch (error) {
      if (!known) {
        throw error;
      }
      // A webhook may name a commit before the fetch that brings it.
      await this.fetch(url);
      return mirror.resolve(revision);
    }
  }

  async listFiles(url: string, revision: string): Promise<string[]> {
    const commit = await this.resolve(url, revision);
    return this.options.mirrors.get(url).listFiles(commit);
  }

  async readFile(url: string, revision: string, path: string): Promise<string> {
    const commit = await this.resolve(url, revision);
    return this.options.mirrors.get(url).readFile(commit, path);
  }

  /**
   * The manifests of a source at a commit.
   *
   * @throws Error with the words of what builds.
   */
  async build(source: Source, commit: string): Promise<BuildResult> {
    const key = JSON.stringify([source, commit]);
    let result = this.built.get(key);
    if (!result) {
      result = this.buildNow(source, commit);
      this.built.set(key, result);
      result.catch(() => this.built.delete(key));
      if (this.built.size > REMEMBERED) {
        this.built.delete(this.built.keys().next().value!);
      }
    }
    return result;
  }

  private async buildNow(source: Source, commit: string): Promise<BuildResult> {
    const { mirrors, trees, tools } = this.options;
    const url = source.repoURL;
    const tree = await trees.get({ mirror: mirrors.get(url), url, commit });
    const { kustomize = {}, directory } = source;
    return buildSource({
      tree,
      tools,
      path: source.path,
      withoutKustomization: 'plain',
      recurse: directory?.recurse,
      additions: {
        namePrefix: kustomize.namePrefix,
        nameSuffix: kustomize.nameSuffix,
        namespace: kustomize.namespace,
        images: kustomize.images,
        labels: kustomize.commonLabels,
        labelsWithoutSelector: kustomize.labelWithoutSelector,
        labelsIncludeTemplates: kustomize.labelIncludeTemplates,
        annotations: kustomize.commonAnnotations,
        patches: kustomize.patches,
        components: kustomize.components,
      },
    });
  }
}
