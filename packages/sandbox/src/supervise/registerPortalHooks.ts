import { ForgeClient } from '../operators/forge/ForgeClient';
import { repositoriesOf } from '../operators/options';

/** What the portal wants to hear of. */
const EVENTS = ['push', 'pull_request', 'check_run', 'status'];

/** Tells the forge where the portal receives webhooks, for every repository. */
export async function registerPortalHooks(options: {
  forge: { url: string; token: string };
  portalUrl: string;
  secret: string;
}): Promise<void> {
  const client = ForgeClient.create(options.forge);
  for (const repository of repositoriesOf()) {
    await client.ensureHook(repository, {
      url: `${options.portalUrl}/api/events/http/github`,
      secret: options.secret,
      events: EVENTS,
    });
  }
}
