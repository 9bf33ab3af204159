import { join } from 'node:path';
import { npmInstallTool } from './npm.mjs';
import { toolsDir } from './paths.mjs';
import { isExecutable, run, which } from './run.mjs';
import { step, Stop } from './say.mjs';
import { isAtLeast, parseVersion, PINNED } from './versions.mjs';

/** Platforms for which npm has a package that holds nothing but Node. */
const FETCHABLE = new Set(['linux-x64', 'linux-arm64']);

/**
 * Backstage 1.55 runs on Node 22 and 24; the Kubernetes client loads from
 * 22.19 on.
 *
 * @param {string} text - as in `v24.21.0`
 */
export function isSuitableNode(text) {
  const version = parseVersion(text);
  return (
    (version?.[0] === 22 && isAtLeast(version, [22, 19])) || version?.[0] === 24
  );
}

/**
 * The folder of a suitable Node: this process's own, one on PATH, the one
 * fetched earlier, else one fetched now.
 *
 * @returns {Promise<string>}
 */
export async function findNode() {
  const candidates = [process.execPath, ...(await which('node'))];
  for (const candidate of new Set(candidates)) {
    const version =
      candidate === process.execPath
        ? process.version
        : (await run(candidate, ['--version'])).output;
    if (isSuitableNode(version)) {
      return join(candidate, '..');
    }
  }
  return fetchNode();
}

async function fetchNode() {
  const platform = `${process.platform}-${process.arch}`;
  if (!FETCHABLE.has(platform) || !usesGlibc()) {
    throw new Stop(
      `Node ${process.version} is too old or too new for Backstage and none can be fetched for ${platform}: install Node ${PINNED.node} from https://nodejs.org and run this command again.`,
    );
  }
  const name = `node-${platform}`;
  const folder = join(toolsDir, 'node', 'node_modules', name, 'bin');
  const node = join(folder, 'node');
  const works = async () =>
    (await isExecutable(node)) &&
    (await run(node, ['--version'])).output.trim() === `v${PINNED.node}`;

  if (!(await works())) {
    await step(`Fetching Node ${PINNED.node}`, () =>
      npmInstallTool('node', `${name}@${PINNED.node}`),
    );
    if (!(await works())) {
      throw new Stop(
        `Node ${PINNED.node} was fetched but does not run on this machine: install Node 22.19 or 24 from https://nodejs.org and run this command again.`,
      );
    }
  }
  return folder;
}

/** The packages are built for glibc; Alpine has another C library. */
function usesGlibc() {
  return Boolean(process.report?.getReport().header.glibcVersionRuntime);
}
