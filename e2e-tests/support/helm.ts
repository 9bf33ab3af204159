import { execFileSync } from 'node:child_process';

/** Whether a helm that runs is on the PATH. */
export function helmIsThere(): boolean {
  try {
    execFileSync('helm', ['version', '--short'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
