import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findFreePorts } from '../../scripts/lib/ports.mjs';
import { startPortal } from '../../scripts/lib/startPortal.mjs';
import { BackstageClient } from './backstageClient';
import { announcePortal, isPortalAnnounced } from './portal';

/**
 * Starts the portal as `npm start` does, on free ports and with a state of its
 * own, unless one is announced already.
 */
export default async function globalSetup(): Promise<() => Promise<void>> {
  if (isPortalAnnounced()) {
    return async () => undefined;
  }
  const ports = await findFreePorts();
  const stateDir = await mkdtemp(join(tmpdir(), 'microapps-journeys-'));
  const running = await startPortal({
    ports,
    stateDir,
    // eslint-disable-next-line no-console
    log: line => console.log(line),
  });
  process.env.PATH = running.tools.env.PATH;
  announcePortal({
    portalUrl: running.url,
    forgeUrl: `http://localhost:${ports.forge}`,
    stagingUrl: `http://localhost:${ports.staging}`,
    productionUrl: `http://localhost:${ports.production}`,
    stateDir,
    credentials: running.credentials,
  });
  await waitForTemplates();

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

/** The catalog reads Git in the seconds after its start. */
async function waitForTemplates(): Promise<void> {
  const guest = await BackstageClient.signInAsGuest();
  for (const entity of [
    'template/default/basic-webapp',
    'template/default/web-api',
    'user/default/guest',
    'group/default/marketing',
  ]) {
    while (!(await guest.hasEntity(entity))) {
      await pause(200);
    }
  }
}
