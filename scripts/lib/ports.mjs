import { createServer } from 'node:net';
import { Stop } from './say.mjs';

/**
 * Where each part listens.
 *
 * @typedef {{ portal: number, forge: number, staging: number, production: number, apps: number }} Ports
 */

const PARTS = [
  ['portal', 'PORTAL_PORT', 7007],
  ['forge', 'FORGE_PORT', 7010],
  ['staging', 'STAGING_PORT', 7011],
  ['production', 'PRODUCTION_PORT', 7012],
  ['apps', 'APPS_PORT', 7013],
];

/** A port can be held on one of these and free on the others. */
const HOSTS = ['127.0.0.1', '::1', '0.0.0.0', '::'];

/**
 * The ports that the environment asks for, else the usual ones.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Ports}
 */
export function readPorts(env) {
  return Object.fromEntries(
    PARTS.map(([part, variable, usual]) => {
      const text = env[variable];
      const port = text ? Number(text) : usual;
      if (!Number.isInteger(port) || port < 1 || port > 65535) {
        throw new Stop(
          `${variable} is "${text}": set it to a port between 1 and 65535, or unset it.`,
        );
      }
      return [part, port];
    }),
  );
}

/**
 * The same ports as the variables that app-config.yaml and the sandbox read.
 *
 * @param {Ports} ports
 * @returns {Record<string, string>}
 */
export function portVariables(ports) {
  return Object.fromEntries(
    PARTS.map(([part, variable]) => [variable, String(ports[part])]),
  );
}

/**
 * Ends the command when another program holds one of the ports.
 *
 * @param {Partial<Ports>} ports
 */
export async function requireFreePorts(ports) {
  const busy = [];
  for (const [part, variable] of PARTS) {
    if (ports[part] !== undefined && !(await isFree(ports[part]))) {
      busy.push({ part, variable, port: ports[part] });
    }
  }
  if (busy.length > 0) {
    throw new Stop(busySentence(busy));
  }
}

/**
 * @param {{ part: string, variable: string, port: number }[]} busy
 */
export function busySentence(busy) {
  const names = busy.map(({ part, port }) => `${port} (${part})`);
  const variables = busy.map(({ variable }) => variable);
  return busy.length === 1
    ? `Port ${names[0]} is in use by another program: stop that program, or set ${variables[0]} to a free port, and run this command again.`
    : `Ports ${inWords(
        names,
      )} are in use by other programs: stop those programs, or set ${inWords(
        variables,
      )} to free ports, and run this command again.`;
}

/**
 * Ports that nobody holds now, for tests that run beside other things.
 *
 * @returns {Promise<Ports>}
 */
export async function findFreePorts() {
  const servers = await Promise.all(PARTS.map(() => listen(0, 'localhost')));
  const ports = servers.map(server => server.address().port);
  await Promise.all(servers.map(close));
  return Object.fromEntries(PARTS.map(([part], index) => [part, ports[index]]));
}

/** @param {number} port */
export async function isFree(port) {
  for (const host of HOSTS) {
    try {
      await close(await listen(port, host));
    } catch (error) {
      if (error.code === 'EADDRINUSE') {
        return false;
      }
      if (error.code === 'EACCES') {
        throw new Stop(
          `Port ${port} may not be used by this user: choose one above 1023.`,
        );
      }
      // This machine has no such address, so nobody holds a port on it.
    }
  }
  return true;
}

function listen(port, host) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => resolve(server));
  });
}

function close(server) {
  return new Promise(resolve => {
    server.close(() => resolve(undefined));
  });
}

function inWords(items) {
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
