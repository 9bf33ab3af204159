import { run } from './run.mjs';
import { Stop } from './say.mjs';
import { isAtLeast, parseVersion } from './versions.mjs';

/** The first git with `merge-tree --write-tree`, which tells mergeability. */
const MINIMUM = [2, 38];

/** Ends the command when git is missing or too old for the sandbox's forge. */
export async function requireGit() {
  const { code, output } = await run('git', ['--version']);
  if (code !== 0) {
    throw new Stop(
      'git is missing: install it (on Debian: `sudo apt-get install git`, on a Mac: `xcode-select --install`) and run this command again.',
    );
  }
  if (!isAtLeast(parseVersion(output), MINIMUM)) {
    throw new Stop(
      `${output.trim()} is too old: install git ${MINIMUM.join(
        '.',
      )} or newer and run this command again.`,
    );
  }
}
