import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import type { Logger } from '../logging/Logger';
import { KubernetesError, type KubernetesClient } from './KubernetesClient';
import {
  kubernetesObjectSchema,
  type KubernetesObject,
} from './KubernetesObject';
import type { Resource } from './resourceOf';

/** What a watch is told. */
export type WatchOptions = {
  client: KubernetesClient;
  resource: Resource;
  logger: Logger;
  /** Called for each object at first, then for each that changes or goes. */
  onChange?: (
    object: KubernetesObject,
    change: { deleted: boolean; previous?: KubernetesObject },
  ) => void;
  /** Milliseconds to wait after a failure; 1000 when absent. */
  retryDelay?: number;
};

/** All objects of a kind as they are now. */
export type RunningWatch = {
  /** By `namespace/name`; the namespace is empty where there is none. */
  readonly objects: ReadonlyMap<string, KubernetesObject>;
  /**
   * Takes in what a write just gave back, so that the next look does not show
   * the world as it was before it. The watch's own word of it is no news then.
   */
  record(object: KubernetesObject): void;
  /** Settles with the first list. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
};

const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.enum(['ADDED', 'MODIFIED', 'DELETED']),
    object: kubernetesObjectSchema,
  }),
  z.object({
    type: z.literal('BOOKMARK'),
    object: z.object({
      metadata: z.object({ resourceVersion: z.string() }).passthrough(),
    }),
  }),
  z.object({
    type: z.literal('ERROR'),
    object: z
      .object({
        code: z.number().default(500),
        reason: z.string().default(''),
        message: z.string().default(''),
      })
      .passthrough(),
  }),
]);

/** The key of an object among others of its kind. */
export function watchKey(object: {
  metadata: { name: string; namespace?: string };
}): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`;
}

/**
 * Lists and watches one kind until it is stopped: goes on from the last
 * version after a cut, lists again when that is too old.
 */
export function watchResource(options: WatchOptions): RunningWatch {
  const { client, resource, logger } = options;
  const objects = new Map<string, KubernetesObject>();
  const aborted = new AbortController();
  let markReady: () => void;
  const ready = new Promise<void>(resolve => {
    markReady = resolve;
  });

  const set = (object: KubernetesObject) => {
    const key = watchKey(object);
    const previous = objects.get(key);
    if (isNewer(object, previous)) {
      objects.set(key, object);
      options.onChange?.(object, { deleted: false, previous });
    }
  };
  const remove = (object: KubernetesObject) => {
    objects.delete(watchKey(object));
    options.onChange?.(object, { deleted: true, previous: object });
  };

  const relist = async (): Promise<string> => {
    const { items, resourceVersion } = await client.list(resource);
    const present = new Set(items.map(watchKey));
    for (const object of [...objects.values()]) {
      if (!present.has(watchKey(object))) {
        remove(object);
      }
    }
    items.forEach(set);
    markReady();
    return resourceVersion;
  };

  const follow = async (from: string): Promise<string | undefined> => {
    let resourceVersion = from;
    const lines = client.watch(resource, {
      resourceVersion,
      signal: aborted.signal,
    });
    for await (const line of lines) {
      const event = eventSchema.parse(line);
      if (event.type === 'ERROR') {
        const { code, reason, message } = event.object;
        throw new KubernetesError(code, reason, message);
      }
      resourceVersion =
        event.object.metadata.resourceVersion ?? resourceVersion;
      if (event.type === 'DELETED') {
        remove(event.object);
      } else if (event.type !== 'BOOKMARK') {
        set(event.object);
      }
    }
    return resourceVersion;
  };

  const run = async () => {
    let version: string | undefined;
    while (!aborted.signal.aborted) {
      try {
        version = await follow(version ?? (await relist()));
      } catch (error) {
        if (aborted.signal.aborted) {
          return;
        }
        version = undefined;
        if (!(error instanceof KubernetesError && error.status === 410)) {
          logger.warn(`watch of ${resource.plural} was cut: ${error}`);
          await pause(options.retryDelay ?? 1000, undefined, {
            signal: aborted.signal,
          }).catch(() => undefined);
        }
      }
    }
  };

  const running = run();
  return {
    objects,
    ready,
    record: set,
    async stop() {
      aborted.abort();
      await running;
    },
  };
}

/** Versions are numbers that grow, in every Kubernetes API since 1.35 by contract. */
function isNewer(object: KubernetesObject, than?: KubernetesObject): boolean {
  const version = Number(object.metadata.resourceVersion ?? 0);
  return version > Number(than?.metadata.resourceVersion ?? 0);
}
