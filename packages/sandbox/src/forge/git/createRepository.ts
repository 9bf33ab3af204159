import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { Git } from './Git';

const CONFIG = `[core]
	repositoryformatversion = 0
	filemode = true
	bare = true
	logAllRefUpdates = true
[http]
	receivepack = true
[receive]
	# refs/pull is the forge's own; a push must not write there.
	hideRefs = refs/pull
	autogc = false
[uploadpack]
	# As on GitHub: an operator fetches the commit that an event named.
	allowAnySHA1InWant = true
	allowFilter = true
`;

/** Makes a bare repository, or completes one whose making was interrupted. */
export async function createRepository(
  directory: string,
  defaultBranch: string,
): Promise<Git> {
  await mkdir(directory, { recursive: true });
  const git = Git.at(directory);
  await git.run([
    'init',
    '--quiet',
    '--bare',
    `--initial-branch=${defaultBranch}`,
    '.',
  ]);
  await writeFile(join(directory, 'config'), CONFIG);
  return git;
}
