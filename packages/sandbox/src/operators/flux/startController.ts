import type { Logger } from '../logging/Logger';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  referenceOf,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import { matchesDesired } from '../kubernetes/matchesDesired';
import type { Resource } from '../kubernetes/resourceOf';
import {
  watchKey,
  watchResource,
  type RunningWatch,
} from '../kubernetes/watchResource';
import { WorkQueue } from '../queue/WorkQueue';
import { conditions, type Condition } from '../status/conditions';
import { REQUESTED_ANNOTATION } from './fluxKinds';

/** What a controller does. */
export type ControllerOptions = {
  client: KubernetesClient;
  logger: Logger;
  resource: Resource;
  /** Brings one object in order; gives milliseconds until the next time. */
  reconcile: (object: KubernetesObject) => Promise<number | void>;
  /** Called for each object that changes or goes. */
  onChange?: (object: KubernetesObject) => void;
  onDeleted?: (object: KubernetesObject) => void;
};

/** A controller at work. */
export type RunningController = {
  watch: RunningWatch;
  /** Puts the objects for which a test holds in line. */
  enqueue(test: (object: KubernetesObject) => boolean): void;
  stop(): Promise<void>;
};

function wishes({ metadata }: KubernetesObject): string {
  return JSON.stringify([
    metadata.generation,
    metadata.annotations?.[REQUESTED_ANNOTATION],
    metadata.deletionTimestamp,
    metadata.labels,
  ]);
}

/** Starts a controller for one kind: it looks at an object when its wishes change. */
export function startController(options: ControllerOptions): RunningController {
  const { client, logger, resource } = options;
  const objects = new Map<string, KubernetesObject>();
  const queue = WorkQueue.create({
    logger,
    concurrency: 3,
    reconcile: async key => {
      const object = objects.get(key);
      return object && options.reconcile(object);
    },
  });
  const watch = watchResource({
    client,
    logger,
    resource,
    onChange: (object, { deleted, previous }) => {
      const key = watchKey(object);
      options.onChange?.(object);
      if (deleted) {
        objects.delete(key);
        options.onDeleted?.(object);
        return;
      }
      objects.set(key, object);
      if (!previous || wishes(previous) !== wishes(object)) {
        queue.add(key);
      }
    },
  });
  return {
    watch,
    enqueue(test) {
      for (const [key, object] of watch.objects) {
        if (test(object)) {
          queue.add(key);
        }
      }
    },
    async stop() {
      await watch.stop();
      await queue.stop();
    },
  };
}

/** Flux's conditions: `Ready`, and `Reconciling` while it is not known yet. */
export function readyConditions(
  object: KubernetesObject,
  ready: {
    status: 'True' | 'False' | 'Unknown';
    reason: string;
    message: string;
  },
): Condition[] {
  const observedGeneration = object.metadata.generation;
  const all: Condition[] = [{ type: 'Ready', observedGeneration, ...ready }];
  if (ready.status === 'Unknown') {
    all.push({
      type: 'Reconciling',
      observedGeneration,
      ...ready,
      status: 'True',
    });
  }
  return conditions((object.status as any)?.conditions, all);
}

/** What of a status every one of Flux's kinds has. */
export function heardStatus(object: KubernetesObject): Record<string, unknown> {
  const requestedAt = object.metadata.annotations?.[REQUESTED_ANNOTATION];
  return {
    observedGeneration: object.metadata.generation,
    ...(requestedAt ? { lastHandledReconcileAt: requestedAt } : {}),
  };
}

/** Writes a status when it changed. */
export async function writeStatus(
  client: KubernetesClient,
  watch: RunningWatch,
  object: KubernetesObject,
  status: Record<string, unknown>,
): Promise<KubernetesObject> {
  const current = watch.objects.get(watchKey(object)) ?? object;
  if (matchesDesired(status, current.status)) {
    return current;
  }
  const written = await client.mergePatch(
    referenceOf(object),
    { status },
    'status',
  );
  if (written) {
    watch.record(written);
  }
  return written ?? current;
}
