import { spawn } from 'node:child_process';

/** How a process is run. */
export type RunOptions = {
  cwd?: string;
  /** The whole environment: nothing is inherited but PATH and HOME. */
  env?: Record<string, string>;
  /** Milliseconds after which it is killed. */
  timeout: number;
  /** Bytes of output after which it is killed; 32 MiB when absent. */
  maxOutput?: number;
};

/** What a process left behind. */
export type ProcessResult = {
  /** `undefined` when it was killed. */
  code: number | undefined;
  stdout: string;
  stderr: string;
};

const MAX_OUTPUT = 32 * 1024 * 1024;

/**
 * Runs a program without a shell, with limits of time and output.
 *
 * @throws Error when the program cannot be started or goes beyond a limit; its
 * exit code is for the caller to judge.
 */
export async function runProcess(
  command: string,
  args: string[],
  options: RunOptions,
): Promise<ProcessResult> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { PATH, HOME, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let exceeded: string | undefined;
  const kill = (why: string) => {
    exceeded ??= why;
    child.kill('SIGKILL');
  };
  const timer = setTimeout(
    () => kill(`did not end within ${options.timeout / 1000} s`),
    options.timeout,
  );
  let size = 0;
  const collect = (chunks: Buffer[]) => (chunk: Buffer) => {
    size += chunk.length;
    if (size > (options.maxOutput ?? MAX_OUTPUT)) {
      kill('wrote more than can be taken');
    } else {
      chunks.push(chunk);
    }
  };
  const output = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  child.stdout.on('data', collect(output.stdout));
  child.stderr.on('data', collect(output.stderr));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    if (exceeded) {
      throw new Error(`${command} ${exceeded}`);
    }
    return {
      code: code ?? undefined,
      stdout: Buffer.concat(output.stdout).toString(),
      stderr: Buffer.concat(output.stderr).toString(),
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new Error(`${command} is not installed on this machine`);
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
