import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { listWorkspaces } from './install.mjs';
import { root, toolsLogs } from './paths.mjs';
import { lastLines, run } from './run.mjs';
import { step, Stop } from './say.mjs';
import { hashOf, isStamped, writeStamp } from './stamp.mjs';

const app = join(root, 'packages', 'app');
const built = join(app, 'dist', 'index.html.tmpl');
const stamp = join(app, 'dist', '.built-from');

/**
 * Builds the app that the backend serves, unless what it is built from has
 * not changed since.
 *
 * @param {import('./setUp.mjs').Tools} tools
 */
export async function buildApp({ env }) {
  const hash = await hashOf(root, [
    ...(await findSources()),
    join(root, 'yarn.lock'),
    join(root, 'app-config.yaml'),
    join(root, 'backstage.json'),
  ]);
  if (existsSync(built) && isStamped(stamp, hash)) {
    return;
  }
  await step('Building the app', async () => {
    const log = join(toolsLogs, 'build-app.log');
    const { code, output } = await run(
      'backstage-cli',
      ['package', 'build', '--config', join(root, 'app-config.yaml')],
      { cwd: app, env, log },
    );
    if (code !== 0) {
      throw new Stop(
        `The app does not build: mend what the last lines below say (whole output: ${relative(
          root,
          log,
        )}).`,
        lastLines(output, 30),
      );
    }
  });
  await writeStamp(stamp, hash);
}

/** The app's folder and those of our packages that it imports. */
async function findSources() {
  const manifests = new Map();
  for (const folder of await listWorkspaces()) {
    const text = await readFile(join(folder, 'package.json'), 'utf8');
    const { name, dependencies = {} } = JSON.parse(text);
    manifests.set(name, { folder, dependencies });
  }
  const found = new Set();
  const visit = name => {
    const manifest = manifests.get(name);
    if (manifest && !found.has(manifest.folder)) {
      found.add(manifest.folder);
      Object.keys(manifest.dependencies).forEach(visit);
    }
  };
  visit('app');
  return [...found].sort();
}
