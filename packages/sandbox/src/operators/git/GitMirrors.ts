import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { GitMirror } from './GitMirror';

/** Where repositories are mirrored, and the forge whose token is known. */
export type GitMirrorsOptions = {
  directory: string;
  forge: { url: string; token: string };
};

/** The mirrors of all repositories that definitions name, one per URL. */
export class GitMirrors {
  private readonly mirrors = new Map<string, GitMirror>();

  private constructor(private readonly options: GitMirrorsOptions) {}

  static create(options: GitMirrorsOptions): GitMirrors {
    return new GitMirrors(options);
  }

  /** The mirror of a repository; `….git` or not is the same one. */
  get(url: string): GitMirror {
    const key = repositoryKey(url);
    let mirror = this.mirrors.get(key);
    if (!mirror) {
      const { forge, directory } = this.options;
      const ours = originOf(url) === originOf(forge.url);
      mirror = GitMirror.create({
        url,
        directory,
        token: ours ? forge.token : undefined,
      });
      this.mirrors.set(key, mirror);
    }
    return mirror;
  }

  /**
   * Forgets what earlier runs left: the forge may have been seeded anew at the
   * same address.
   */
  async clear(): Promise<void> {
    await rm(join(this.options.directory), { recursive: true, force: true });
  }
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}

/** Two addresses with the same key are the same repository. */
export function repositoryKey(url: string): string {
  return url
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
    .toLowerCase();
}
