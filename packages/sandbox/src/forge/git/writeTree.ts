import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Git } from './Git';
import { ZERO_SHA } from './refs';

/** One change of a tree: an object at a path, or nothing there any more. */
export type TreeChange =
  | { path: string; mode: string; sha: string }
  | { path: string; sha: undefined };

/** Whether a path may stand in a tree: relative, inside, and not git's own. */
export function isTreePath(path: string): boolean {
  return (
    path.length > 0 &&
    !path.includes('\0') &&
    path
      .split('/')
      .every(part => !['', '.', '..', '.git'].includes(part.toLowerCase()))
  );
}

/**
 * Writes a tree that is `base` with some changes, in an index of its own, so
 * that requests do not meet each other's.
 */
export async function writeTree(
  git: Git,
  base: string | undefined,
  changes: readonly TreeChange[],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'forge-index-'));
  const env = { GIT_INDEX_FILE: join(folder, 'index') };
  const stage = (lines: string[]) =>
    git.run(['update-index', '-z', '--index-info'], {
      env,
      input: lines.map(line => `${line}\0`).join(''),
    });
  const remove = async (path: string) => {
    const found = await git.run(
      ['--literal-pathspecs', 'ls-files', '-z', '--', path],
      { env },
    );
    const files = found.toString('utf8').split('\0').filter(Boolean);
    await stage(files.map(file => `0 ${ZERO_SHA}\t${file}`));
  };
  try {
    await git.run(base ? ['read-tree', base] : ['read-tree', '--empty'], {
      env,
    });
    for (const change of changes) {
      if (change.sha === undefined) {
        await remove(change.path);
      } else if (change.mode === '040000') {
        await remove(change.path);
        await git.run(['read-tree', `--prefix=${change.path}/`, change.sha], {
          env,
        });
      }
    }
    const files = changes.flatMap(change =>
      change.sha !== undefined && change.mode !== '040000'
        ? [`${change.mode} ${change.sha}\t${change.path}`]
        : [],
    );
    if (files.length > 0) {
      await stage(files);
    }
    return await git.text(['write-tree'], { env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
