import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds the root package.json. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** What the set-up fetches: Node, Yarn, kustomize, helm. Git-ignored. */
export const toolsDir = join(root, '.tools');

/** Programs of `.tools`; comes early on the PATH of everything we start. */
export const toolsBin = join(toolsDir, 'bin');

/** Logs of the set-up's steps. */
export const toolsLogs = join(toolsDir, 'logs');

/** Logs and reports of the checks; removed together with node_modules. */
export const checksDir = join(root, 'node_modules', '.cache', 'checks');
