import { spawn } from 'node:child_process';
import { root } from './paths.mjs';

/**
 * Runs a command that talks to the person directly and stays in our process
 * group, so that Ctrl-C reaches it as it would without us.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code
 */
export function runInTerminal(command, args, env) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, env, stdio: 'inherit' });
    process.once('exit', () => child.kill('SIGTERM'));
    child.once('error', reject);
    child.once('exit', code => resolve(code ?? 1));
  });
}
