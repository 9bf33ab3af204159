import { join } from 'node:path';
import { startForge } from '../forge';
import { forgeUsers } from '../supervise/forgeUsers';
import { readSeed } from '../supervise/readSeed';
import { runPart } from '../supervise/runPart';

runPart('forge', async ({ settings, credentials }) => {
  const port = settings.ports.forge;
  return startForge({
    stateDir: join(settings.stateDir, 'forge'),
    port,
    tokens: forgeUsers(credentials),
    seed: await readSeed(settings.projectRoot, `http://localhost:${port}`),
  });
});
