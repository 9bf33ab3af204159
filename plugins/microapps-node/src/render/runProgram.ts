import { spawn } from 'node:child_process';

/** A program to run, and how much it may take. */
export type ProgramOptions = {
  /** An absolute path, or a name to be found on PATH. */
  program: string;
  args: string[];
  directory: string;
  /** All that the program sees of the environment. */
  env: Record<string, string>;
  timeoutMs: number;
  maxOutputBytes: number;
  signal?: AbortSignal;
};

/** How a program ended. */
export type ProgramResult =
  | { outcome: 'ended'; code: number; stdout: string; stderr: string }
  | { outcome: 'missing' }
  | { outcome: 'timeout' }
  | { outcome: 'too-much-output' };

/** Error texts of programs are cut at this length: a person reads them. */
const MAX_ERROR_BYTES = 64 * 1024;

/**
 * Runs a program without a shell, so that no argument is ever interpreted,
 * and ends it when it takes too long or says too much.
 */
export function runProgram(options: ProgramOptions): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.program, options.args, {
      cwd: options.directory,
      env: options.env as NodeJS.ProcessEnv,
      shell: false,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
      signal: options.signal,
      killSignal: 'SIGKILL',
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let outBytes = 0;
    let errorBytes = 0;
    let ended: ProgramResult | undefined;
    const end = (result: ProgramResult) => {
      ended ??= result;
      child.kill('SIGKILL');
    };
    const timer = setTimeout(
      () => end({ outcome: 'timeout' }),
      options.timeoutMs,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      outBytes += chunk.length;
      if (outBytes > options.maxOutputBytes) {
        end({ outcome: 'too-much-output' });
      } else {
        stdout.push(chunk);
      }
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errorBytes += chunk.length;
      if (errorBytes <= MAX_ERROR_BYTES) {
        stderr.push(chunk);
      }
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(error.code ?? '')) {
        resolve({ outcome: 'missing' });
      } else {
        reject(error);
      }
    });
    child.on('close', code => {
      clearTimeout(timer);
      resolve(
        ended ?? {
          outcome: 'ended',
          code: code ?? 1,
          stdout: Buffer.concat(stdout).toString('utf8'),
          stderr: Buffer.concat(stderr).toString('utf8'),
        },
      );
    });
  });
}
