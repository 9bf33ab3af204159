import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { runProcess } from '../process/runProcess';

/** How a repository is reached. */
export type GitMirrorOptions = {
  url: string;
  /** Sent to `url` only. */
  token?: string;
  /** The folder in which the mirror stands. */
  directory: string;
};

const TIMEOUT = 60_000;

/** A bare mirror of one repository, brought up to date when asked. */
export class GitMirror {
  private readonly gitDir: string;
  private last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly options: GitMirrorOptions) {
    const name = createHash('sha256').update(options.url).digest('hex');
    this.gitDir = join(options.directory, `${name.slice(0, 16)}.git`);
  }

  static create(options: GitMirrorOptions): GitMirror {
    return new GitMirror(options);
  }

  /**
   * Fetches every branch and pull request.
   *
   * @throws Error with git's own words.
   */
  async fetch(): Promise<void> {
    // One git at a time in one repository: they lock each other out.
    const run = this.last.then(() => this.fetchNow());
    this.last = run.catch(() => undefined);
    await run;
  }

  /** The commit of a branch, tag, full ref or commit; `HEAD` is the default branch. */
  async resolve(revision: string): Promise<string> {
    for (const name of [
      `refs/heads/${revision}`,
      `refs/tags/${revision}`,
      revision,
    ]) {
      const { code, stdout } = await this.git([
        'rev-parse',
        '--verify',
        '--quiet',
        '--end-of-options',
        `${name}^{commit}`,
      ]);
      if (code === 0) {
        return stdout.trim();
      }
    }
    throw new Error(`Unable to resolve '${revision}' to a commit SHA`);
  }

  /** Paths of all files of a commit. */
  async listFiles(commit: string): Promise<string[]> {
    const { stdout } = await this.must([
      'ls-tree',
      '-r',
      '-z',
      '--name-only',
      commit,
    ]);
    return stdout.split('\0').filter(Boolean);
  }

  /** The text of one file of a commit. */
  async readFile(commit: string, path: string): Promise<string> {
    const { stdout } = await this.must([
      'cat-file',
      'blob',
      `${commit}:${path}`,
    ]);
    return stdout;
  }

  /** Writes the files of a commit into a folder, which is created. */
  async exportTo(commit: string, directory: string): Promise<void> {
    await mkdir(directory, { recursive: true });
    const index = join(this.options.directory, `${randomUUID()}.index`);
    try {
      await this.must(
        [`--work-tree=${directory}`, 'checkout', '--force', commit, '--', '.'],
        { GIT_INDEX_FILE: index },
      );
    } finally {
      await rm(index, { force: true });
    }
  }

  private async fetchNow(): Promise<void> {
    const exists = await stat(this.gitDir).then(
      () => true,
      () => false,
    );
    if (exists) {
      await this.must(['fetch', '--prune', '--quiet', 'origin']);
      return;
    }
    // Cloned beside and moved, so that a cut leaves nothing half made.
    const temporary = `${this.gitDir}.${randomUUID()}`;
    await mkdir(this.options.directory, { recursive: true });
    try {
      const { code, stderr } = await this.run([
        'clone',
        '--mirror',
        '--quiet',
        '--',
        this.options.url,
        temporary,
      ]);
      if (code !== 0) {
        throw new Error(stderr.trim());
      }
      await rename(temporary, this.gitDir);
    } finally {
      await rm(temporary, { recursive: true, force: true });
    }
  }

  private async must(args: string[], env?: Record<string, string>) {
    const result = await this.git(args, env);
    if (result.code !== 0) {
      throw new Error(result.stderr.trim() || `git ${args[0]} failed`);
    }
    return result;
  }

  private git(args: string[], env?: Record<string, string>) {
    return this.run([`--git-dir=${this.gitDir}`, ...args], env);
  }

  private run(args: string[], env: Record<string, string> = {}) {
    const { token, url } = this.options;
    const credentials: Record<string, string> = token
      ? {
          // By the environment, for arguments can be read by other processes.
          GIT_CONFIG_COUNT: '1',
          GIT_CONFIG_KEY_0: `http.${new URL(url).origin}/.extraHeader`,
          GIT_CONFIG_VALUE_0: `Authorization: Basic ${Buffer.from(
            `x-access-token:${token}`,
          ).toString('base64')}`,
        }
      : {};
    return runProcess('git', args, {
      timeout: TIMEOUT,
      env: {
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_ALLOW_PROTOCOL: 'http:https:file',
        ...credentials,
        ...env,
      },
    });
  }
}
