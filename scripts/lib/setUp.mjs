import { delimiter, join } from 'node:path';
import { requireGit } from './git.mjs';
import { findHelm } from './helm.mjs';
import { installPackages } from './install.mjs';
import { findKustomize } from './kustomize.mjs';
import { findNode } from './node.mjs';
import { root, toolsBin } from './paths.mjs';
import { Stop } from './say.mjs';
import { findYarn } from './yarn.mjs';

/**
 * What a command needs to start other programs.
 *
 * @typedef {object} Tools
 * @property {string} node - path of a Node on which Backstage runs
 * @property {NodeJS.ProcessEnv} env - with that Node, Yarn and the engines on PATH
 * @property {string | undefined} kustomize
 * @property {string | undefined} helm
 */

/**
 * Sets up what is missing: Node, Yarn, the packages, kustomize and helm. Takes
 * a second when nothing is missing.
 *
 * @param {{ afterInstall?: (tools: Pick<Tools, 'node' | 'env'>) => Promise<void> }} [options]
 * what needs only the packages can be done while kustomize and helm are fetched
 * @returns {Promise<Tools>}
 */
export async function setUp({ afterInstall } = {}) {
  if (process.platform === 'win32') {
    throw new Stop(
      'This runs on Linux and on Macs: on Windows, run it inside WSL (https://learn.microsoft.com/windows/wsl/install).',
    );
  }
  await requireGit();
  const nodeFolder = await findNode();
  const env = environmentFor(nodeFolder);
  const tools = { node: join(nodeFolder, 'node'), env };
  const yarn = await findYarn();
  // The network is the slow part of one, the processor of the other.
  const [engines] = await Promise.all([
    findEngines(),
    installPackages({ yarn, env }).then(() => afterInstall?.(tools)),
  ]);
  return { ...tools, ...engines };
}

async function findEngines() {
  const kustomize = await findKustomize();
  return { kustomize, helm: await findHelm() };
}

function environmentFor(nodeFolder) {
  const path = [
    nodeFolder,
    // Holds an engine only when the one on PATH did not serve.
    toolsBin,
    join(root, 'node_modules', '.bin'),
    process.env.PATH,
  ];
  return { ...process.env, PATH: path.filter(Boolean).join(delimiter) };
}
