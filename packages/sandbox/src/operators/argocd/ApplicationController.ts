import type { Logger } from '../logging/Logger';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  referenceKey,
  referenceOf,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import { LiveState } from '../kubernetes/LiveState';
import { matchesDesired } from '../kubernetes/matchesDesired';
import {
  watchKey,
  watchResource,
  type RunningWatch,
} from '../kubernetes/watchResource';
import { WorkQueue } from '../queue/WorkQueue';
import { timestamp } from '../status/conditions';
import {
  APPLICATIONS,
  REFRESH_ANNOTATION,
  trackedApp,
  TRACKING_ANNOTATION,
} from './argoKinds';
import { applicationStatusSchema } from './applicationStatus';
import { comparedStatus, failedStatus, syncedStatus } from './composeStatus';
import { applicationWishes } from './applicationWishes';
import { decideSync } from './decideSync';
import { evaluateApplication, type Evaluation } from './evaluateApplication';
import { finalizeApplication } from './finalizeApplication';
import type { ManifestSource } from './ManifestSource';
import { operationSchema, type Operation } from './schemas';
import { desiredHash, syncApplication } from './syncApplication';

/** What the controller works with. */
export type ApplicationControllerOptions = {
  client: KubernetesClient;
  source: ManifestSource;
  logger: Logger;
};

type Memory = {
  /** What was last applied, by object. */
  applied: Map<string, string>;
  selfHeals: number;
  /** Not before this time is it healed again; milliseconds since 1970. */
  syncAfter: number;
};

/** Keeps every Application's cluster side as Git says, and says how it is. */
export class ApplicationController {
  readonly applications: RunningWatch;
  /** Called for each Application that changes or goes. */
  onApplication: (application: KubernetesObject) => void = () => {};
  private readonly queue: WorkQueue;
  private readonly live: LiveState;
  private readonly memories = new Map<string, Memory>();

  private constructor(private readonly options: ApplicationControllerOptions) {
    const { client, logger } = options;
    this.queue = WorkQueue.create({
      logger,
      concurrency: 4,
      reconcile: key => this.reconcile(key),
    });
    this.live = LiveState.create({
      client,
      logger,
      onChange: object => this.liveChanged(object),
    });
    this.applications = watchResource({
      client,
      logger,
      resource: APPLICATIONS,
      onChange: (application, { deleted, previous }) => {
        this.onApplication(application);
        if (deleted) {
          this.memories.delete(watchKey(application));
        } else if (
          !previous ||
          applicationWishes(previous) !== applicationWishes(application)
        ) {
          this.queue.add(watchKey(application));
        }
      },
    });
  }

  static start(options: ApplicationControllerOptions): ApplicationController {
    return new ApplicationController(options);
  }

  get ready(): Promise<void> {
    return this.applications.ready;
  }

  /** A repository was fetched: every Application looks at its revision again. */
  refresh(): void {
    [...this.applications.objects.keys()].forEach(key => this.queue.add(key));
  }

  async stop(): Promise<void> {
    await this.applications.stop();
    await this.queue.stop();
    await this.live.stop();
  }

  private liveChanged(object: KubernetesObject): void {
    const app = trackedApp(object.metadata.annotations?.[TRACKING_ANNOTATION]);
    if (!app) {
      return;
    }
    for (const [key, application] of this.applications.objects) {
      if (application.metadata.name === app) {
        this.queue.add(key);
      }
    }
  }

  private async reconcile(key: string): Promise<number | void> {
    const application = this.applications.objects.get(key);
    if (!application) {
      return undefined;
    }
    if (application.metadata.deletionTimestamp) {
      const { client, logger } = this.options;
      return finalizeApplication({
        application,
        client,
        live: this.live,
        logger,
      });
    }
    const memory = this.memoryOf(key);
    const operation = operationSchema.safeParse(application.operation).data;
    const refreshing =
      application.metadata.annotations?.[REFRESH_ANNOTATION] !== undefined;
    const evaluation = await this.evaluate(application, memory, {
      operation,
      refreshing,
    });
    if ('error' in evaluation) {
      this.options.logger.warn(
        `${application.metadata.name}: ${evaluation.condition}: ${evaluation.error}`,
      );
      await this.write(application, failedStatus(application, evaluation), {
        refreshing,
        operation,
      });
      return undefined;
    }
    const status = applicationStatusSchema.parse(application.status ?? {});
    const decision = decideSync({
      spec: evaluation.spec,
      source: (application.spec as any).source,
      status,
      comparison: evaluation.comparison,
      revision: evaluation.revision,
      operation,
      selfHeals: memory.selfHeals,
    });
    if (evaluation.comparison.sync === 'Synced') {
      memory.selfHeals = 0;
      memory.syncAfter = 0;
    }
    const written = await this.write(
      application,
      comparedStatus(application, evaluation, {
        refreshing,
        syncError: decision.sync ? undefined : decision.error,
      }),
      { refreshing },
    );
    if (!decision.sync || !written) {
      return undefined;
    }
    const repeated =
      status.operationState?.syncResult?.revision === evaluation.revision;
    if (decision.automated && repeated) {
      memory.syncAfter ||= Date.now() + decision.delay;
      const wait = memory.syncAfter - Date.now();
      if (wait > 0) {
        return wait;
      }
      memory.syncAfter = 0;
      memory.selfHeals += 1;
    }
    await this.sync(written, memory, evaluation, { ...decision, operation });
    return undefined;
  }

  private evaluate(
    application: KubernetesObject,
    memory: Memory,
    wish: { operation?: Operation; refreshing: boolean },
  ) {
    return evaluateApplication({
      application,
      client: this.options.client,
      source: this.options.source,
      live: this.live,
      applied: memory.applied,
      fetch: wish.refreshing,
      revision: wish.operation?.sync.revision,
    });
  }

  private async sync(
    application: KubernetesObject,
    memory: Memory,
    evaluation: Evaluation,
    how: {
      prune: boolean;
      automated: boolean;
      retryCount: number;
      operation?: Operation;
    },
  ): Promise<void> {
    const { client, logger } = this.options;
    const startedAt = timestamp();
    const attempt = { ...how, startedAt };
    const running =
      (await this.write(
        application,
        syncedStatus(application, evaluation, attempt),
        { operation: how.operation },
      )) ?? application;
    const result = await syncApplication({
      client,
      live: this.live,
      spec: evaluation.spec,
      objects: evaluation.objects,
      prune: how.prune,
    });
    logger.info(
      `${application.metadata.name} at ${evaluation.revision.slice(0, 7)}: ${
        result.message
      }`,
    );
    for (const { desired } of evaluation.objects) {
      if (desired) {
        memory.applied.set(
          referenceKey(referenceOf(desired)),
          desiredHash(desired),
        );
      }
    }
    const after = await this.evaluate(running, memory, {
      operation: how.operation,
      refreshing: false,
    });
    const finished =
      'error' in after
        ? evaluation
        : { ...after, revision: evaluation.revision };
    const compared = comparedStatus(running, finished, { refreshing: false });
    await this.write(running, {
      ...compared,
      ...syncedStatus(running, evaluation, attempt, result),
    });
    if (result.phase === 'Failed' && how.automated) {
      this.queue.add(watchKey(application));
    }
  }

  /** Writes what changed, and takes back wishes that were heard. */
  private async write(
    application: KubernetesObject,
    status: Record<string, unknown>,
    heard: { refreshing?: boolean; operation?: Operation } = {},
  ): Promise<KubernetesObject | undefined> {
    const patch = {
      ...(heard.refreshing
        ? { metadata: { annotations: { [REFRESH_ANNOTATION]: null } } }
        : {}),
      ...(heard.operation ? { operation: null } : {}),
      status,
    };
    if (matchesDesired(patch, application)) {
      return application;
    }
    const written = await this.options.client.mergePatch(
      referenceOf(application),
      patch,
    );
    if (written) {
      this.applications.record(written);
    }
    return written;
  }

  private memoryOf(key: string): Memory {
    let memory = this.memories.get(key);
    if (!memory) {
      memory = { applied: new Map(), selfHeals: 0, syncAfter: 0 };
      this.memories.set(key, memory);
    }
    return memory;
  }
}
