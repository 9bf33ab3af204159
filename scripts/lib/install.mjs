import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fetchFailure, readNpmSettings } from './npm.mjs';
import { root, toolsLogs } from './paths.mjs';
import { run } from './run.mjs';
import { step, Stop } from './say.mjs';
import { hashOf, isStamped, removeStamp, writeStamp } from './stamp.mjs';

const stamp = join(root, 'node_modules', '.cache', 'setup', 'installed');

/**
 * Installs the packages of yarn.lock, unless they are already there.
 *
 * @param {{ yarn: string, env: NodeJS.ProcessEnv }} options
 */
export async function installPackages({ yarn, env }) {
  const hash = await hashOf(root, [
    join(root, 'yarn.lock'),
    join(root, '.yarnrc.yml'),
    ...(await listManifests()),
  ]);
  // Yarn writes its own state last, so a broken-off install has none.
  const installed = existsSync(join(root, 'node_modules', '.yarn-state.yml'));
  if (installed && isStamped(stamp, hash)) {
    return;
  }
  await removeStamp(stamp);
  await step('Installing packages', async () => {
    const settings = await readNpmSettings();
    const log = join(toolsLogs, 'install.log');
    const { code, output } = await run(
      'node',
      [yarn, 'install', '--immutable'],
      { env: { ...env, ...yarnSettings(settings) }, log },
    );
    if (/YN0028/.test(output)) {
      throw new Stop(
        'yarn.lock does not fit the package.json files: run `yarn install`, commit yarn.lock and run this command again.',
      );
    }
    if (code !== 0) {
      throw fetchFailure('Installing packages', output, {
        registry: settings.registry,
        log: relative(root, log),
      });
    }
  });
  await writeStamp(stamp, hash);
}

/**
 * The workspaces' folders: every folder in packages/ and plugins/ that has a
 * package.json.
 */
export async function listWorkspaces() {
  const workspaces = [];
  for (const parent of ['packages', 'plugins']) {
    for (const name of (await readdir(join(root, parent))).sort()) {
      const folder = join(root, parent, name);
      if (existsSync(join(folder, 'package.json'))) {
        workspaces.push(folder);
      }
    }
  }
  return workspaces;
}

async function listManifests() {
  const folders = [root, ...(await listWorkspaces())];
  return folders.map(folder => join(folder, 'package.json'));
}

/** No registry's address is committed: Yarn follows npm's settings. */
function yarnSettings({ registry, httpsProxy, cafile }) {
  return {
    YARN_ENABLE_PROGRESS_BARS: 'false',
    ...(registry && { YARN_NPM_REGISTRY_SERVER: registry }),
    ...(httpsProxy && { YARN_HTTPS_PROXY: httpsProxy }),
    ...(cafile && { YARN_HTTPS_CA_FILE_PATH: cafile }),
  };
}
