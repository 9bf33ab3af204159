import { execFile } from 'node:child_process';
import { access, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const PACKAGE = '@octokit/openapi';
const VERSION = '23.0.2';
const REPOSITORY_ROOT = resolve(__dirname, '../../..');

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

/**
 * Where GitHub's published description of its API lies. It is 400 MB, so it is
 * installed once, outside the workspaces, and no part of it is committed.
 */
export async function installDescription(): Promise<string> {
  const folder = join(REPOSITORY_ROOT, '.tools', 'contract');
  const file = join(
    folder,
    'node_modules',
    PACKAGE,
    'generated',
    'api.github.com.deref.json',
  );
  if (await exists(file)) {
    return file;
  }
  process.stdout.write(
    `# installing ${PACKAGE}@${VERSION} (400 MB) into .tools/contract, once\n`,
  );
  await mkdir(folder, { recursive: true });
  await promisify(execFile)(
    'npm',
    [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      `${PACKAGE}@${VERSION}`,
    ],
    { shell: process.platform === 'win32' },
  );
  return file;
}
