import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from '@backstage/errors';

const run = promisify(execFile);

/**
 * The micro-apps that a branch changes, by git; `undefined` when it changes
 * what all of them are built from.
 *
 * @param since - A branch, tag or commit that the checkout came from.
 */
export async function changedApps(
  directory: string,
  since: string,
): Promise<string[] | undefined> {
  if (!/^[A-Za-z0-9][A-Za-z0-9._/@^~-]*$/.test(since)) {
    throw new InputError(
      `"${since}" is not the name of a branch, tag or commit.`,
    );
  }
  let paths: string[];
  try {
    const { stdout } = await run(
      'git',
      [
        '-C',
        directory,
        'diff',
        '--name-only',
        // Of a folder that was renamed, the old name has changed as well.
        '--no-renames',
        '-z',
        `${since}...HEAD`,
        '--',
      ],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    paths = stdout.split('\0').filter(Boolean);
  } catch {
    throw new InputError(
      `git cannot compare ${directory} with "${since}". Is it a checkout that holds this branch, with its history (fetch-depth: 0)?`,
    );
  }
  if (paths.some(path => /^(templates|environments)\//.test(path))) {
    return undefined;
  }
  const apps = paths.map(path => /^instances\/([^/]+)\//.exec(path)?.[1]);
  return [...new Set(apps.filter(app => app !== undefined))];
}
