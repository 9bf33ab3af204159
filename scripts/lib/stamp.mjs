import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';

const IGNORED = new Set(['node_modules', 'dist', 'coverage', '.DS_Store']);

/**
 * One hash over the names and contents of files; folders are walked. What does
 * not exist counts as absent, so adding it changes the hash.
 *
 * @param {string} base - names are taken relative to this folder
 * @param {string[]} paths
 */
export async function hashOf(base, paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of await filesUnder(path)) {
      const name = relative(base, file).split(sep).join('/');
      const content = await readFile(file);
      hash.update(`${name}\0${content.length}\0`).update(content);
    }
  }
  return hash.digest('hex');
}

/**
 * Whether a stamp holds this hash.
 *
 * @param {string} stamp
 * @param {string} hash
 */
export function isStamped(stamp, hash) {
  try {
    return readFileSync(stamp, 'utf8').trim() === hash;
  } catch {
    return false;
  }
}

/**
 * @param {string} stamp
 * @param {string} hash
 */
export async function writeStamp(stamp, hash) {
  await mkdir(dirname(stamp), { recursive: true });
  await writeFile(stamp, `${hash}\n`);
}

/** @param {string} stamp */
export async function removeStamp(stamp) {
  await rm(stamp, { force: true });
}

async function filesUnder(path) {
  let entries;
  try {
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR') {
      return [path];
    }
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  }
  const files = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (IGNORED.has(entry.name)) {
      continue;
    }
    const child = join(path, entry.name);
    if (entry.isDirectory()) {
      files.push(...(await filesUnder(child)));
    } else if (entry.isFile()) {
      files.push(child);
    }
  }
  return files;
}
