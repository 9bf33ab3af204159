import { createHash } from 'node:crypto';
import {
  copyFile,
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { toolsBin } from './paths.mjs';
import { run, which } from './run.mjs';

const TIME_LIMIT_SECONDS = 180;

/**
 * One archive of a project's release.
 *
 * @typedef {{ url: string, sha256: string, member: string }} Archive
 */

/** @returns {string} the platform in the names that Go projects use */
export function goPlatform(platform = process.platform, arch = process.arch) {
  return `${platform}_${arch === 'x64' ? 'amd64' : arch}`;
}

/**
 * Fetches a program from its project's release into `.tools/bin`. An archive
 * whose checksum is not the pinned one is thrown away.
 *
 * @param {Archive | undefined} archive - undefined when there is none for this platform
 * @returns {Promise<boolean>} whether the program is there now
 */
export async function fetchRelease(archive) {
  if (!archive) {
    return false;
  }
  const folder = await mkdtemp(join(tmpdir(), 'microapps-release-'));
  try {
    const file = join(folder, 'release.tar.gz');
    if (!(await download(archive.url, file))) {
      return false;
    }
    if (!hasChecksum(await readFile(file), archive.sha256)) {
      return false;
    }
    const unpacked = await run('tar', [
      '-xzf',
      file,
      '-C',
      folder,
      archive.member,
    ]);
    if (unpacked.code !== 0) {
      return false;
    }
    await placeProgram(join(folder, archive.member));
    return true;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {Buffer} content
 * @param {string} sha256
 */
export function hasChecksum(content, sha256) {
  return createHash('sha256').update(content).digest('hex') === sha256;
}

/**
 * Copies a program into `.tools/bin`.
 *
 * @param {string} file
 */
export async function placeProgram(file) {
  const target = join(toolsBin, basename(file));
  await mkdir(toolsBin, { recursive: true });
  await copyFile(file, target);
  await chmod(target, 0o755);
}

/** curl first: it knows the machine's proxy, Node's fetch does not. */
async function download(url, file) {
  if ((await which('curl')).length > 0) {
    const { code } = await run('curl', [
      '--fail',
      '--silent',
      '--show-error',
      '--location',
      '--connect-timeout',
      '15',
      '--max-time',
      String(TIME_LIMIT_SECONDS),
      '--output',
      file,
      url,
    ]);
    return code === 0;
  }
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(TIME_LIMIT_SECONDS * 1000),
    });
    if (!response.ok) {
      return false;
    }
    await writeFile(file, Buffer.from(await response.arrayBuffer()));
    return true;
  } catch {
    // No network, or no such host: the caller has another way.
    return false;
  }
}
