import { realpath, stat } from 'node:fs/promises';
import { relative, resolve, sep } from 'node:path';

/** What stands at a path; `undefined` when nothing does. */
export async function kindOf(
  path: string,
): Promise<'file' | 'folder' | undefined> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return undefined;
  }
}

/** Whether a path, its links followed, is a folder itself or something below it. */
export async function isInside(root: string, path: string): Promise<boolean> {
  const [realRoot, realPath] = await Promise.all([
    realpath(root),
    realpath(path),
  ]);
  const way = relative(realRoot, realPath);
  return (
    way !== '..' &&
    !way.startsWith(`..${sep}`) &&
    // On Windows the way to another drive is absolute.
    resolve(realRoot, way) === realPath &&
    !/^[a-zA-Z]:/.test(way)
  );
}
