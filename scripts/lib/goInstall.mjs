import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toolsBin, toolsDir, toolsLogs } from './paths.mjs';
import { run } from './run.mjs';

const TIME_LIMIT_MS = 10 * 60_000;

/**
 * Builds a program into `.tools/bin`, where Go is there. The machine's own
 * module proxy and caches are used; flags meant for other work are not.
 *
 * @param {string} name - the program
 * @param {string} spec - package@version
 * @returns {Promise<boolean>} whether it was built
 */
export async function goInstall(name, spec) {
  await mkdir(toolsBin, { recursive: true });
  const env = { ...process.env, GOBIN: toolsBin, GOWORK: 'off' };
  for (const variable of ['GOFLAGS', 'GOOS', 'GOARCH', 'GO111MODULE']) {
    delete env[variable];
  }
  const { code } = await run('go', ['install', spec], {
    cwd: toolsDir,
    env,
    log: join(toolsLogs, `${name}-go.log`),
    timeoutMs: TIME_LIMIT_MS,
  });
  return code === 0;
}
