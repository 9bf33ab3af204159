import { startForge } from '../startForge';
import { PORTAL, SEED, TOKEN } from './startTestForge';

// A forge of its own process, so that a test can kill it.
startForge({
  stateDir: process.argv[2],
  port: 0,
  tokens: { [TOKEN]: PORTAL },
  seed: [SEED],
}).then(({ url }) => process.stdout.write(`${url}\n`));
