import { execFileSync } from 'node:child_process';

/** Whether a program is on PATH and runs. */
export function isInstalled(program: string): boolean {
  try {
    execFileSync(program, ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Whether tests that need a program can run here. Says so loudly when not, so
 * that nobody takes what was skipped for tested.
 *
 * @param what - what then stays untested, as the beginning of a sentence
 */
export function canTest(what: string, program: string): boolean {
  const installed = isInstalled(program);
  if (!installed) {
    process.stderr.write(
      `SKIPPED: ${what} not tested, for ${program} is not on PATH\n`,
    );
  }
  return installed;
}
