import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { portVariables } from './ports.mjs';
import { ServerProcess } from './processes.mjs';

const TIME_LIMIT_MS = 120_000;

/**
 * The secrets that the sandbox made for itself on its first start.
 *
 * @typedef {{ forgeToken: string, ciToken: string, webhookSecret: string, stagingToken: string, productionToken: string }} Credentials
 */

/** Lets Node run our TypeScript as it is. */
export const nodeTransform = [
  '--require',
  '@backstage/cli/config/nodeTransform.cjs',
];

/**
 * Starts the forge, the clusters, the operators and the apps' pages.
 *
 * @param {object} options
 * @param {import('./setUp.mjs').Tools} options.tools
 * @param {import('./ports.mjs').Ports} options.ports
 * @param {string} options.stateDir - absolute
 * @param {(server: ServerProcess) => void} options.onStart - told of the process before it is ready
 * @returns {Promise<{ server: ServerProcess, credentials: Credentials }>}
 */
export async function startSandbox({ tools, ports, stateDir, onStart }) {
  const server = ServerProcess.start({
    name: 'The sandbox',
    node: tools.node,
    args: [
      ...nodeTransform,
      join(root, 'packages', 'sandbox', 'src', 'bin', 'sandbox.ts'),
    ],
    cwd: root,
    env: {
      ...tools.env,
      ...portVariables(ports),
      SANDBOX_STATE: stateDir,
    },
    log: join(stateDir, 'logs', 'sandbox.log'),
  });
  onStart(server);
  await server.waitUntil(
    async () => /^Sandbox ready/m.test(await server.readLog()),
    TIME_LIMIT_MS,
  );
  const file = join(stateDir, 'credentials.json');
  return { server, credentials: JSON.parse(await readFile(file, 'utf8')) };
}

/**
 * The variables that app-config.yaml substitutes.
 *
 * @param {object} options
 * @param {import('./ports.mjs').Ports} options.ports
 * @param {string} options.stateDir
 * @param {Credentials} options.credentials
 */
export function portalVariables({ ports, stateDir, credentials }) {
  return {
    ...portVariables(ports),
    SANDBOX_STATE: stateDir,
    FORGE_TOKEN: credentials.forgeToken,
    FORGE_WEBHOOK_SECRET: credentials.webhookSecret,
    STAGING_TOKEN: credentials.stagingToken,
    PRODUCTION_TOKEN: credentials.productionToken,
  };
}
