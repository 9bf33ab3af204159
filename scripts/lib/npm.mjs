import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { toolsDir, toolsLogs } from './paths.mjs';
import { lastLines, run } from './run.mjs';
import { Stop } from './say.mjs';

/** How npm, Yarn and Go say that they reach nobody. */
const NO_NETWORK =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network request .*failed|no such host/i;

/**
 * Whether a package manager's output says that the network is missing.
 *
 * @param {string} output
 */
export function saysNoNetwork(output) {
  return NO_NETWORK.test(output);
}

/**
 * The sentence for a step that failed while it fetched something.
 *
 * @param {string} what - as in "Installing packages"
 * @param {string} output
 * @param {{ registry?: string, log: string }} context
 */
export function fetchFailure(
  what,
  output,
  { registry = 'the npm registry', log },
) {
  if (saysNoNetwork(output)) {
    return new Stop(
      `${what} failed because ${registry} cannot be reached: connect this machine to the network, or set npm's registry or proxy, and run this command again.`,
    );
  }
  return new Stop(
    `${what} failed: mend what the last lines below say and run this command again (whole output: ${log}).`,
    lastLines(output),
  );
}

/**
 * npm's settings that other package managers must follow too: a company's
 * mirror, proxy and certificate authority.
 *
 * @returns {Promise<{ registry?: string, httpsProxy?: string, cafile?: string }>}
 */
export async function readNpmSettings() {
  const { code, output } = await run('npm', [
    'config',
    'get',
    'registry',
    'https-proxy',
    'cafile',
    '--loglevel=silent',
  ]);
  if (code === 127) {
    throw new Stop(
      'npm is missing: install Node with npm from https://nodejs.org and run this command again.',
    );
  }
  return parseNpmSettings(output);
}

/**
 * Reads the `key=value` lines of `npm config get`.
 *
 * @param {string} output
 */
export function parseNpmSettings(output) {
  const value = key => {
    const found = new RegExp(`^${key} ?= ?(.*)$`, 'm').exec(output)?.[1];
    const text = found?.trim().replace(/^"(.*)"$/, '$1');
    return text && text !== 'null' && text !== 'undefined' ? text : undefined;
  };
  return {
    registry: value('registry'),
    httpsProxy: value('https-proxy'),
    cafile: value('cafile'),
  };
}

/**
 * Installs one package into a folder of its own below `.tools`: npm would
 * remove the others from a shared one.
 *
 * @param {string} folder
 * @param {string} spec - name@version
 */
export async function npmInstallTool(folder, spec) {
  const prefix = join(toolsDir, folder);
  const log = join(toolsLogs, `${folder}.log`);
  await mkdir(prefix, { recursive: true });
  const { code, output } = await run(
    'npm',
    [
      'install',
      '--prefix',
      prefix,
      '--no-save',
      '--no-package-lock',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--loglevel=error',
      '--fetch-retry-mintimeout=1000',
      '--fetch-retry-maxtimeout=5000',
      spec,
    ],
    { cwd: prefix, log },
  );
  if (code !== 0) {
    const { registry } = await readNpmSettings();
    throw fetchFailure(`Fetching ${spec}`, output, { registry, log });
  }
}
