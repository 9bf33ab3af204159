import { spawn } from 'node:child_process';

/** What a git command left behind. */
export type GitResult = { code: number; stdout: Buffer; stderr: string };

/** Options of one git command. */
export type GitRunOptions = {
  /** Written to the command's standard input. */
  input?: string | Buffer;
  /** Added to the clean environment. */
  env?: Record<string, string>;
};

/** A git command that ended with an exit code other than 0. */
export class GitError extends Error {
  constructor(
    readonly args: readonly string[],
    readonly code: number,
    readonly stderr: string,
  ) {
    super(`git ${args[0]} ended with code ${code}: ${stderr.trim()}`);
    this.name = 'GitError';
  }
}

/**
 * The environment in which every git command runs: nothing of the machine's or
 * the user's git configuration may change what the forge does.
 */
export function gitEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')),
  );
  return {
    ...kept,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: process.platform === 'win32' ? 'NUL' : '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    // The state folder may belong to another user, as in a mounted volume.
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: 'safe.directory',
    GIT_CONFIG_VALUE_0: '*',
  };
}

/** Runs the real git in one bare repository. */
export class Git {
  private constructor(readonly directory: string) {}

  /** @param directory - the bare repository's folder */
  static at(directory: string): Git {
    return new Git(directory);
  }

  /** Runs git and gives whatever came of it, also a failure. */
  async attempt(
    args: readonly string[],
    options: GitRunOptions = {},
  ): Promise<GitResult> {
    const child = spawn('git', args, {
      cwd: this.directory,
      env: {
        ...gitEnvironment(),
        GIT_DIR: this.directory,
        ...options.env,
      },
      stdio: 'pipe',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', chunk => stdout.push(chunk));
    child.stderr.on('data', chunk => stderr.push(chunk));
    // git may end before it has read everything; its exit code tells why.
    child.stdin.on('error', () => {});
    child.stdin.end(options.input ?? '');
    const code = await new Promise<number>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', status => resolve(status ?? 128));
    });
    return {
      code,
      stdout: Buffer.concat(stdout),
      stderr: Buffer.concat(stderr).toString('utf8'),
    };
  }

  /**
   * Runs git and gives its output.
   *
   * @throws GitError when the exit code is not 0
   */
  async run(
    args: readonly string[],
    options: GitRunOptions = {},
  ): Promise<Buffer> {
    const result = await this.attempt(args, options);
    if (result.code !== 0) {
      throw new GitError(args, result.code, result.stderr);
    }
    return result.stdout;
  }

  /** Runs git and gives its output as text without the last line break. */
  async text(
    args: readonly string[],
    options: GitRunOptions = {},
  ): Promise<string> {
    const output = await this.run(args, options);
    return output.toString('utf8').replace(/\n$/, '');
  }
}
