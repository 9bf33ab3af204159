import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPortal } from '../../scripts/lib/startPortal.mjs';
import { freePorts } from './freePorts';
import { announcePortal, isPortalAnnounced } from './portal';

/**
 * Starts the portal as `npm start` does, on free ports and with a state of its
 * own, unless one is announced already.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (isPortalAnnounced()) {
    return async () => undefined;
  }
  const [portal, forge, staging, production, apps] = await freePorts(5);
  const stateDir = await mkdtemp(join(tmpdir(), 'microapps-journeys-'));
  const running = await startPortal({
    ports: { portal, forge, staging, production, apps },
    stateDir,
    // eslint-disable-next-line no-console
    log: line => console.log(line),
  });
  process.env.PATH = running.tools.env.PATH;
  announcePortal({
    portalUrl: running.url,
    forgeUrl: `http://localhost:${forge}`,
    stagingUrl: `http://localhost:${staging}`,
    productionUrl: `http://localhost:${production}`,
    appsPort: apps,
    stateDir,
    credentials: running.credentials,
  });

  return async () => {
    await running.stop();
    if (process.env.KEEP_STATE) {
      // eslint-disable-next-line no-console
      console.log(`The state and the logs are in ${stateDir}`);
    } else {
      await rm(stateDir, { recursive: true, force: true });
    }
  };
}
