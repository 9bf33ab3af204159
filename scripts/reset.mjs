import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { relative } from 'node:path';
import { main } from './lib/main.mjs';
import { root } from './lib/paths.mjs';
import { refuseRunning } from './lib/runningState.mjs';
import { say, Stop } from './lib/say.mjs';
import { isStateDir, readStateDir } from './lib/stateDir.mjs';

main(async () => {
  const stateDir = readStateDir(process.env);
  const name = relative(root, stateDir);
  if (!existsSync(stateDir)) {
    say(`There is nothing to clear: ${name} does not exist.`);
    return 0;
  }
  await refuseRunning(stateDir);
  if (!isStateDir(stateDir)) {
    throw new Stop(
      `${name} does not look like the sandbox's state, so it is left alone: remove it yourself, or correct SANDBOX_STATE.`,
    );
  }
  await rm(stateDir, { recursive: true, force: true });
  say(
    `Cleared ${name}: the next \`npm start\` begins with fresh repositories and clusters.`,
  );
  return 0;
});
