import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { test } from 'node:test';
import {
  findFreePorts,
  portVariables,
  readPorts,
  requireFreePorts,
} from './ports.mjs';

async function listenOn(host) {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  return server;
}

for (const host of ['127.0.0.1', '0.0.0.0']) {
  test(`a port held on ${host} ends the command with one sentence`, async () => {
    const server = await listenOn(host);
    const { port } = server.address();
    await assert.rejects(requireFreePorts({ forge: port }), {
      name: 'Stop',
      message: `Port ${port} (forge) is in use by another program: stop that program, or set FORGE_PORT to a free port, and run this command again.`,
    });
    server.close();
  });
}

test('several held ports are named in the same sentence', async () => {
  const servers = [await listenOn('localhost'), await listenOn('localhost')];
  const [portal, apps] = servers.map(server => server.address().port);
  await assert.rejects(requireFreePorts({ portal, apps }), {
    message: `Ports ${portal} (portal) and ${apps} (apps) are in use by other programs: stop those programs, or set PORTAL_PORT and APPS_PORT to free ports, and run this command again.`,
  });
  servers.forEach(server => server.close());
});

test('free ports are all different and let the command go on', async () => {
  const ports = await findFreePorts();
  assert.equal(new Set(Object.values(ports)).size, 5);
  await requireFreePorts(ports);
});

test('the environment chooses ports, and what is no port is refused', () => {
  const ports = readPorts({ FORGE_PORT: '8010' });
  assert.equal(ports.forge, 8010);
  assert.equal(ports.portal, 7007);
  assert.equal(portVariables(ports).FORGE_PORT, '8010');
  assert.throws(() => readPorts({ APPS_PORT: 'many' }), {
    message:
      'APPS_PORT is "many": set it to a port between 1 and 65535, or unset it.',
  });
});
