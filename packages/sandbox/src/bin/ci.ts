import { join } from 'node:path';
import { startCi } from '../ci';
import { runPart } from '../supervise/runPart';
import { validateCommand } from '../supervise/validateCommand';

runPart('ci', ({ settings, credentials }) =>
  startCi({
    forge: {
      url: `http://localhost:${settings.ports.forge}`,
      token: credentials.ciToken,
    },
    workDir: join(settings.stateDir, 'work', 'ci'),
    validate: validateCommand(settings),
    webhookPort: 0,
  }),
);
