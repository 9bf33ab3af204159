import { hostname } from 'node:os';
import type { EventsService } from '@backstage/plugin-events-node';
import {
  concernsRepository,
  type RepositoryLocation,
} from '@microapps/plugin-microapps-node';
import { z } from 'zod';

/** As much of GitHub's webhooks as is read: about which branch or commit. */
const payloadSchema = z.object({
  ref: z.string().optional(),
  sha: z.string().optional(),
  check_run: z.object({ head_sha: z.string() }).optional(),
});

/** Whom {@link subscribeToForge} tells. */
export type ForgeListener = {
  /** A branch moved: the deployed one, perhaps. */
  onPush: (push: { deployed: boolean }) => void;
  /** A request was opened, changed or closed. */
  onPullRequest: () => void;
  /** A commit's checks moved. */
  onChecks: (sha: string) => void;
};

/**
 * Listens to the forge's webhooks about one repository. They only say that
 * something may have changed, and what it is now is read from the forge: one
 * that arrives twice, late or out of order does no harm, and one that is lost is
 * made up for by the next regular reading.
 */
export async function subscribeToForge(options: {
  events: EventsService;
  repository: RepositoryLocation;
  listener: ForgeListener;
}): Promise<void> {
  const { events, repository, listener } = options;

  await events.subscribe({
    // Subscribers of one id share the events among them. Every replica keeps its
    // own store and must hear all, so each has its own.
    id: `fleet-${hostname()}-${process.pid}`,
    topics: [
      'github.push',
      'github.pull_request',
      'github.check_run',
      'github.status',
    ],
    async onEvent({ topic, eventPayload }) {
      const parsed = payloadSchema.safeParse(eventPayload);
      if (!parsed.success || !concernsRepository(eventPayload, repository)) {
        return;
      }
      const sha = parsed.data.check_run?.head_sha ?? parsed.data.sha;
      if (topic === 'github.push') {
        const { ref } = parsed.data;
        listener.onPush({
          deployed:
            ref === undefined || ref === `refs/heads/${repository.branch}`,
        });
      } else if (topic === 'github.pull_request') {
        listener.onPullRequest();
      } else if (sha !== undefined) {
        listener.onChecks(sha);
      }
    },
  });
}
