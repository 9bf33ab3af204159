import { requireGit } from './lib/git.mjs';
import { main } from './lib/main.mjs';
import { readPorts, requireFreePorts } from './lib/ports.mjs';
import { runInTerminal } from './lib/runInTerminal.mjs';
import { claimState, releaseState } from './lib/runningState.mjs';
import { portalVariables, startSandbox } from './lib/sandbox.mjs';
import { say, step } from './lib/say.mjs';
import { setUp } from './lib/setUp.mjs';
import { readStateDir } from './lib/stateDir.mjs';

const APP_PORT = 3000;

// Hot reload: the sandbox as in `npm start`, the app and the backend from
// Backstage's dev servers.
main(async interruption => {
  const stateDir = readStateDir(process.env);
  const ports = readPorts(process.env);
  await requireGit();
  await claimState(stateDir);
  interruption.release = () => releaseState(stateDir);
  await requireFreePorts(ports);

  const tools = await setUp();
  const { credentials } = await step('Starting the sandbox', () =>
    startSandbox({ tools, ports, stateDir, onStart: () => undefined }),
  );
  say(`The app will be at http://localhost:${APP_PORT}`);
  interruption.exitCode = 0;
  return runInTerminal('backstage-cli', ['repo', 'start'], {
    ...tools.env,
    ...portalVariables({ ports, stateDir, credentials }),
    // The app's own server takes its port from here; in `npm start` the
    // backend serves the app and both have the same address.
    APP_CONFIG_app_baseUrl: JSON.stringify(`http://localhost:${APP_PORT}`),
  });
});
