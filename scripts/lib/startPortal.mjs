import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { buildApp } from './buildApp.mjs';
import { root } from './paths.mjs';
import { ServerProcess } from './processes.mjs';
import { claimState, releaseState } from './runningState.mjs';
import { nodeTransform, portalVariables, startSandbox } from './sandbox.mjs';
import { step } from './say.mjs';
import { setUp } from './setUp.mjs';

const TIME_LIMIT_MS = 180_000;

/**
 * In production the backend stops its plugins at once, then waits for every
 * open connection; the browsers' and its own long polls never end.
 */
const TIME_TO_STOP_MS = 3_000;

/**
 * A running portal with its sandbox.
 *
 * @typedef {object} RunningPortal
 * @property {string} url
 * @property {import('./ports.mjs').Ports} ports
 * @property {string} stateDir
 * @property {import('./sandbox.mjs').Credentials} credentials
 * @property {import('./setUp.mjs').Tools} tools
 * @property {Promise<Error | undefined>} ended - resolves when a part has
 * ended: with the sentence that says so, or undefined after `stop()`
 * @property {() => Promise<void>} stop
 */

/**
 * Starts a whole portal: sandbox, backend and the built app, on these ports
 * and with this state folder. Sets up and builds what is missing first. Two
 * of them can run beside each other.
 *
 * @param {object} options
 * @param {import('./ports.mjs').Ports} options.ports
 * @param {string} options.stateDir - absolute; made when it is not there
 * @param {(line: string) => void} [options.log] - told what is under way
 * @param {string[]} [options.configs] - further config files, absolute
 * @returns {Promise<RunningPortal>}
 */
export async function startPortal({
  ports,
  stateDir,
  log = () => undefined,
  configs = [],
}) {
  const print = { print: log };
  const tools = await setUp({ afterInstall: buildApp });
  await claimState(stateDir);
  const servers = [];
  const stop = async () => {
    await Promise.all(servers.map(server => server.stop()));
    await releaseState(stateDir);
  };
  try {
    const { server: sandbox, credentials } = await step(
      'Starting the sandbox',
      () =>
        startSandbox({
          tools,
          ports,
          stateDir,
          onStart: server => servers.push(server),
        }),
      print,
    );
    const portal = await step(
      'Starting the portal',
      () =>
        startBackend({
          tools,
          ports,
          stateDir,
          credentials,
          configs,
          onStart: server => servers.push(server),
        }),
      print,
    );
    return {
      url: `http://localhost:${ports.portal}`,
      ports,
      stateDir,
      credentials,
      tools,
      ended: Promise.race(
        [sandbox, portal].map(async server => {
          await server.ended;
          return server.stopping ? undefined : server.failure();
        }),
      ),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startBackend({
  tools,
  ports,
  stateDir,
  credentials,
  configs,
  onStart,
}) {
  await mkdir(join(stateDir, 'portal'), { recursive: true });
  const server = ServerProcess.start({
    name: 'The portal',
    node: tools.node,
    args: [
      ...nodeTransform,
      join(root, 'packages', 'backend', 'src', 'index.ts'),
      ...[join(root, 'app-config.yaml'), ...configs].flatMap(file => [
        '--config',
        file,
      ]),
    ],
    cwd: join(root, 'packages', 'backend'),
    env: {
      ...tools.env,
      ...portalVariables({ ports, stateDir, credentials }),
      // Errors without stack traces, pages with long-lived caching.
      NODE_ENV: 'production',
    },
    log: join(stateDir, 'logs', 'portal.log'),
    timeToStopMs: TIME_TO_STOP_MS,
  });
  onStart(server);
  const url = `http://localhost:${ports.portal}`;
  await server.waitUntil(
    async () =>
      (await answers(`${url}/.backstage/health/v1/readiness`)) &&
      (await answers(url, 'text/html')),
    TIME_LIMIT_MS,
  );
  return server;
}

async function answers(url, type = '') {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    await response.arrayBuffer();
    return (
      response.status === 200 &&
      (response.headers.get('content-type') ?? '').startsWith(type)
    );
  } catch {
    return false; // not listening yet
  }
}
