import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { ForgeClient } from '../forge/ForgeClient';
import type { Logger } from '../logging/Logger';
import { startWebhookServer, type WebhookEvent } from './startWebhookServer';

/** What a part that listens to the forge says. */
export type ListenOptions = {
  forge: ForgeClient;
  /** The part's name; its hooks of earlier runs are known by it. */
  part: string;
  /** `owner/name` of each repository listened to. */
  repositories: string[];
  events: string[];
  /** 0 takes a free port. */
  port: number;
  path: string;
  logger: Logger;
  onEvent: (event: WebhookEvent) => void;
  /** Milliseconds between attempts to register; 1000 when absent. */
  retryDelay?: number;
};

/**
 * Receives webhooks and registers itself for them, again and again until the
 * forge took it.
 *
 * `ready` settles with the first registration of all repositories.
 */
export async function listenToForge(
  options: ListenOptions,
): Promise<{ url: string; ready: Promise<void>; stop(): Promise<void> }> {
  const secret = randomBytes(24).toString('hex');
  const server = await startWebhookServer({ ...options, secret });
  const url = `${server.url}?part=${options.part}`;
  const stopped = new AbortController();

  const register = async () => {
    const left = new Set(options.repositories);
    while (left.size > 0 && !stopped.signal.aborted) {
      for (const repository of left) {
        try {
          const { events } = options;
          await options.forge.ensureHook(repository, { url, secret, events });
          left.delete(repository);
        } catch (error) {
          options.logger.warn(`no webhook on ${repository} yet: ${error}`);
        }
      }
      if (left.size > 0) {
        await pause(options.retryDelay ?? 1000, undefined, {
          signal: stopped.signal,
        }).catch(() => undefined);
      }
    }
  };

  const ready = register();
  return {
    url: server.url,
    ready,
    async stop() {
      stopped.abort();
      await server.stop();
      await ready;
    },
  };
}
