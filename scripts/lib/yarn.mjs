import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmInstallTool } from './npm.mjs';
import { toolsBin, toolsDir } from './paths.mjs';
import { step } from './say.mjs';
import { PINNED } from './versions.mjs';

const yarnFolder = join(
  toolsDir,
  'yarn',
  'node_modules',
  '@yarnpkg',
  'cli-dist',
);

/**
 * Yarn's entry file, fetched when it is not there. A Yarn on PATH is not
 * asked: it may be Yarn 1, or a shim that wants to download another one.
 *
 * @returns {Promise<string>}
 */
export async function findYarn() {
  const yarn = join(yarnFolder, 'bin', 'yarn.js');
  if ((await installedVersion()) !== PINNED.yarn) {
    await step(`Fetching Yarn ${PINNED.yarn}`, () =>
      npmInstallTool('yarn', `@yarnpkg/cli-dist@${PINNED.yarn}`),
    );
  }
  await writeShim(yarn);
  return yarn;
}

async function installedVersion() {
  try {
    const manifest = await readFile(join(yarnFolder, 'package.json'), 'utf8');
    return JSON.parse(manifest).version;
  } catch {
    return undefined;
  }
}

/** Tools that we start call plain `yarn`. */
async function writeShim(yarn) {
  const shim = join(toolsBin, 'yarn');
  await mkdir(toolsBin, { recursive: true });
  await writeFile(shim, `#!/bin/sh\nexec node '${yarn}' "$@"\n`);
  await chmod(shim, 0o755);
}
