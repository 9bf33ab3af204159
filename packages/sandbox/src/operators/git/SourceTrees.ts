import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitMirror } from './GitMirror';

/** A commit's files in a folder. */
export type SourceTree = {
  /** The folder. */
  root: string;
  /**
   * Runs one thing at a time in the folder: builds change the kustomization in
   * place while they run, as Argo CD's and Flux's do.
   */
  exclusive<T>(run: () => Promise<T>): Promise<T>;
};

/** What is exported. */
export type SourceTreeRequest = {
  mirror: GitMirror;
  url: string;
  commit: string;
  /** Which files are left out, and the text that says so. */
  ignore?: { text: string; isIgnored: (path: string) => boolean };
};

const KEPT = 24;

/** The exported trees of the commits last used. */
export class SourceTrees {
  private readonly trees = new Map<string, Promise<SourceTree>>();

  private constructor(private readonly directory: string) {}

  static create(directory: string): SourceTrees {
    return new SourceTrees(directory);
  }

  /** The tree of a commit, exported on the first request. */
  async get(request: SourceTreeRequest): Promise<SourceTree> {
    const { url, commit, ignore } = request;
    const key = createHash('sha256')
      .update(JSON.stringify([url, commit, ignore?.text]))
      .digest('hex')
      .slice(0, 24);
    const present = this.trees.get(key);
    this.trees.delete(key);
    const tree = present ?? this.export(key, request);
    // Put in again, so that the one used longest ago stands first.
    this.trees.set(key, tree);
    tree.catch(() => this.trees.delete(key));
    this.forgetOldest();
    return tree;
  }

  private async export(
    key: string,
    { mirror, commit, ignore }: SourceTreeRequest,
  ): Promise<SourceTree> {
    const root = join(this.directory, key);
    await rm(root, { recursive: true, force: true });
    await mirror.exportTo(commit, root);
    if (ignore) {
      const files = await mirror.listFiles(commit);
      const ignored = files.filter(ignore.isIgnored);
      await Promise.all(
        ignored.map(path => rm(join(root, path), { force: true })),
      );
    }
    let last: Promise<unknown> = Promise.resolve();
    return {
      root,
      exclusive(run) {
        const result = last.then(run);
        last = result.catch(() => undefined);
        return result;
      },
    };
  }

  private forgetOldest(): void {
    while (this.trees.size > KEPT) {
      const [key, oldest] = this.trees.entries().next().value!;
      this.trees.delete(key);
      oldest
        .then(tree =>
          tree.exclusive(() => rm(tree.root, { recursive: true, force: true })),
        )
        .catch(() => undefined);
    }
  }
}
