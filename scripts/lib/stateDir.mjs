import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './paths.mjs';

/**
 * The folder that holds all the sandbox's and the portal's state.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function readStateDir(env) {
  return resolve(root, env.SANDBOX_STATE || '.sandbox');
}

/**
 * Whether a folder is one that the sandbox made; a mistyped SANDBOX_STATE must
 * not cost anybody's files.
 *
 * @param {string} stateDir
 */
export function isStateDir(stateDir) {
  return (
    ['credentials.json', 'logs', 'pid'].some(name =>
      existsSync(join(stateDir, name)),
    ) || readdirSync(stateDir).length === 0
  );
}
