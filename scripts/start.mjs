import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { requireGit } from './lib/git.mjs';
import { main } from './lib/main.mjs';
import { root } from './lib/paths.mjs';
import { readPorts, requireFreePorts } from './lib/ports.mjs';
import { refuseRunning } from './lib/runningState.mjs';
import { say } from './lib/say.mjs';
import { startPortal } from './lib/startPortal.mjs';
import { readStateDir } from './lib/stateDir.mjs';

main(async interruption => {
  const stateDir = readStateDir(process.env);
  const ports = readPorts(process.env);
  // What can be known now is said now, not after minutes of setting up.
  await requireGit();
  await refuseRunning(stateDir);
  await requireFreePorts(ports);

  const localConfig = join(root, 'app-config.local.yaml');
  const portal = await startPortal({
    ports,
    stateDir,
    log: say,
    configs: existsSync(localConfig) ? [localConfig] : [],
  });
  // From here on Ctrl-C is how it is meant to end.
  interruption.exitCode = 0;
  interruption.release = portal.stop;
  say(`Portal ready: ${portal.url}`);

  const failure = await portal.ended;
  if (failure) {
    throw failure;
  }
  return 0;
});
