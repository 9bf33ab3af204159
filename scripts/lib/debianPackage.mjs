import { existsSync } from 'node:fs';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { toolsLogs } from './paths.mjs';
import { placeProgram } from './officialRelease.mjs';
import { run } from './run.mjs';

/** The first release of Debian with kustomize 5. */
const SUITE = 'trixie';
const KEYRING = '/usr/share/keyrings/debian-archive-keyring.gpg';
const TIME_LIMIT_MS = 2 * 60_000;

/**
 * Unpacks one program of a Debian package into `.tools/bin`. apt works in a
 * private folder with a list of its own, so the system's packages and lists
 * stay as they are and no root is needed.
 *
 * @param {string} name - the package, and the program in its usr/bin
 * @returns {Promise<boolean>} whether the program is there now
 */
export async function fetchDebianPackage(name) {
  const mirror = await findMirror();
  if (!mirror || !existsSync(KEYRING)) {
    return false;
  }
  const folder = await mkdtemp(join(tmpdir(), 'microapps-apt-'));
  try {
    const options = await writePrivateRoot(folder, mirror);
    const apt = (...args) =>
      run('apt-get', [...options, ...args], {
        cwd: folder,
        log: join(toolsLogs, `${name}-apt-${args[0]}.log`),
        timeoutMs: TIME_LIMIT_MS,
      });
    for (const command of [['update'], ['download', name]]) {
      if ((await apt(...command)).code !== 0) {
        return false;
      }
    }
    const archive = (await readdir(folder)).find(file => file.endsWith('.deb'));
    const unpacked = join(folder, 'unpacked');
    if (
      !archive ||
      (await run('dpkg', ['-x', join(folder, archive), unpacked])).code !== 0
    ) {
      return false;
    }
    await placeProgram(join(unpacked, 'usr', 'bin', name));
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * The Debian mirror in apt's sources, in either of their two formats.
 *
 * @param {string} text
 * @returns {string | undefined}
 */
export function mirrorIn(text) {
  for (const line of text.split('\n')) {
    const url =
      /^\s*URIs:\s*(\S+)/.exec(line)?.[1] ??
      /^\s*deb\s+(?:\[[^\]]*\]\s+)?(\S+)/.exec(line)?.[1];
    if (url && /^https?:.*\/debian\/?$/.test(url)) {
      return url;
    }
  }
  return undefined;
}

async function findMirror() {
  const folder = '/etc/apt/sources.list.d';
  const files = ['/etc/apt/sources.list'];
  try {
    for (const file of (await readdir(folder)).sort()) {
      if (/\.(list|sources)$/.test(file)) {
        files.push(join(folder, file));
      }
    }
  } catch {
    return undefined; // no apt here
  }
  for (const file of files.filter(existsSync)) {
    const mirror = mirrorIn(await readFile(file, 'utf8'));
    if (mirror) {
      return mirror;
    }
  }
  return undefined;
}

async function writePrivateRoot(folder, mirror) {
  const list = join(folder, 'sources.list');
  const state = join(folder, 'lists');
  const cache = join(folder, 'cache');
  await mkdir(join(state, 'partial'), { recursive: true });
  await mkdir(join(cache, 'archives', 'partial'), { recursive: true });
  await writeFile(list, `deb [signed-by=${KEYRING}] ${mirror} ${SUITE} main\n`);
  return [
    ['Dir::Etc::sourcelist', list],
    ['Dir::Etc::sourceparts', '/dev/null'],
    ['Dir::State::lists', state],
    ['Dir::Cache', cache],
    // As root apt would drop to its own user, who may not write here.
    ['APT::Sandbox::User', 'root'],
    ['Acquire::Languages', 'none'],
    ['Acquire::Retries', '1'],
    ['Debug::NoLocking', '1'],
  ].flatMap(([key, value]) => ['-o', `${key}=${value}`]);
}
