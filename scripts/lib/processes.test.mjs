import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { ServerProcess } from './processes.mjs';

const processes = new URL('./processes.mjs', import.meta.url).href;
const serve = "setInterval(() => {}, 1000); console.log('serving');";

let folder;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'processes-test-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

function start(script) {
  return ServerProcess.start({
    name: 'The server',
    node: process.execPath,
    args: ['--eval', script],
    cwd: folder,
    env: process.env,
    log: join(folder, 'logs', 'server.log'),
  });
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function until(holds) {
  for (let tries = 0; !(await holds()); tries += 1) {
    assert.ok(tries < 200, `still not: ${holds}`);
    await wait(50);
  }
}

test('a server is ready when its log says so, and gone after stop', async () => {
  const server = start(serve);
  await server.waitUntil(
    async () => (await server.readLog()).includes('serving'),
    20_000,
  );
  const { pid } = server.child;
  assert.equal(isAlive(pid), true);
  await server.stop();
  assert.equal(isAlive(pid), false);
});

test('a server that falls over is told with its last lines', async () => {
  const server = start("console.log('no database'); process.exit(3);");
  await assert.rejects(
    server.waitUntil(async () => false, 20_000),
    error => {
      assert.match(error.message, /^The server stopped \(exit code 3\): see /);
      assert.deepEqual(error.details, ['no database']);
      return true;
    },
  );
});

test('a server stops by itself when its parent is killed', async () => {
  const pidFile = join(folder, 'pid');
  const parent = join(folder, 'parent.mjs');
  const child = `require('fs').writeFileSync(${JSON.stringify(
    pidFile,
  )}, String(process.pid)); ${serve}`;
  await writeFile(
    parent,
    `import { ServerProcess } from ${JSON.stringify(processes)};
     ServerProcess.start({ name: 'The server', node: process.execPath,
       args: ['--eval', ${JSON.stringify(child)}], cwd: ${JSON.stringify(
      folder,
    )},
       env: process.env, log: ${JSON.stringify(join(folder, 'child.log'))} });`,
  );
  const started = spawn(process.execPath, [pathToFileURL(parent).pathname]);
  const readPid = async () =>
    Number(await readFile(pidFile, 'utf8').catch(() => '0'));
  await until(async () => (await readPid()) > 0);
  const pid = await readPid();

  started.kill('SIGKILL');
  await once(started, 'exit');
  await until(async () => !isAlive(pid));
});
