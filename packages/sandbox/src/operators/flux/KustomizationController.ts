import type { Logger } from '../logging/Logger';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  referenceOf,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import { LiveState } from '../kubernetes/LiveState';
import { watchKey } from '../kubernetes/watchResource';
import { applySet, deleteAll, unready } from './applySet';
import {
  buildKustomization,
  OWNER_NAME,
  OWNER_NAMESPACE,
} from './buildKustomization';
import { checkDependencies } from './checkDependencies';
import { duration } from './duration';
import { FLUX_FINALIZER, KUSTOMIZATIONS } from './fluxKinds';
import type { Artifact } from './GitRepositoryController';
import { entryReference, inventoryOf, type Inventory } from './inventory';
import {
  kustomizationSpecSchema,
  type KustomizationSpec,
} from './kustomizationSpec';
import { NotReady } from './NotReady';
import {
  heardStatus,
  readyConditions,
  startController,
  writeStatus,
  type RunningController,
} from './startController';

/** What the controller works with. */
export type KustomizationControllerOptions = {
  client: KubernetesClient;
  logger: Logger;
  /** Path of kustomize. */
  kustomize: string;
  /** The newest artifact of a source. */
  artifact: (key: string) => Artifact | undefined;
  /** Whether a source is there and will be looked at soon. */
  isPending: (key: string) => boolean;
  /** Settles when it is known which sources there are. */
  sourcesReady: Promise<void>;
};

const LOOK_AGAIN = 1000;
const DEPENDENCY_RETRY = 5000;

type Ready = {
  status: 'True' | 'False' | 'Unknown';
  reason: string;
  message: string;
};

/** What kustomize-controller does for Kustomizations. */
export class KustomizationController {
  private readonly controller: RunningController;
  private readonly live: LiveState;
  /** When waiting for health began, and for which revision. */
  private readonly waits = new Map<string, { since: number; for: string }>();

  private constructor(
    private readonly options: KustomizationControllerOptions,
  ) {
    const { client, logger } = options;
    this.live = LiveState.create({
      client,
      logger,
      onChange: ({ metadata }) => {
        const key = `${metadata.labels?.[OWNER_NAMESPACE]}/${metadata.labels?.[OWNER_NAME]}`;
        if (this.waits.has(key)) {
          this.controller.enqueue(object => watchKey(object) === key);
        }
      },
    });
    this.controller = startController({
      client,
      logger,
      resource: KUSTOMIZATIONS,
      reconcile: object => this.reconcile(object),
      onChange: object => this.dependencyChanged(object),
    });
  }

  static start(
    options: KustomizationControllerOptions,
  ): KustomizationController {
    return new KustomizationController(options);
  }

  get ready(): Promise<void> {
    return this.controller.watch.ready;
  }

  /** A source shows another revision. */
  sourceChanged(key: string): void {
    this.controller.enqueue(object => {
      const spec = kustomizationSpecSchema.safeParse(object.spec).data;
      const namespace = spec?.sourceRef.namespace ?? object.metadata.namespace;
      return `${namespace}/${spec?.sourceRef.name}` === key;
    });
  }

  async stop(): Promise<void> {
    await this.controller.stop();
    await this.live.stop();
  }

  private dependencyChanged(changed: KubernetesObject): void {
    // Called by the first list too, when there is nothing to put in line yet.
    this.controller?.enqueue(object => {
      const spec = kustomizationSpecSchema.safeParse(object.spec).data;
      return Boolean(
        spec?.dependsOn.some(
          one =>
            one.name === changed.metadata.name &&
            (one.namespace ?? object.metadata.namespace) ===
              changed.metadata.namespace,
        ) &&
          (object.status as any)?.conditions?.[0]?.reason ===
            'DependencyNotReady',
      );
    });
  }

  private async reconcile(object: KubernetesObject): Promise<number | void> {
    if (object.metadata.deletionTimestamp) {
      return this.finalize(object);
    }
    const parsed = kustomizationSpecSchema.safeParse(object.spec);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0];
      return this.fail(object, undefined, {
        status: 'False',
        reason: 'BuildFailed',
        message: `spec.${path.join('.')}: ${message}`,
      });
    }
    const spec = parsed.data;
    if (spec.suspend) {
      return undefined;
    }
    await this.ensureFinalizer(object);
    await this.options.sourcesReady;
    const namespace = spec.sourceRef.namespace ?? object.metadata.namespace;
    const source = `${namespace}/${spec.sourceRef.name}`;
    const artifact = this.options.artifact(source);
    if (!artifact && this.options.isPending(source)) {
      // It will be put in line by the source's first word.
      return undefined;
    }
    try {
      checkDependencies(object, spec, this.controller.watch.objects);
      if (!artifact) {
        throw new NotReady(
          'ArtifactFailed',
          `Source artifact not found, retrying in 30s`,
        );
      }
      return await this.bringAbout(object, spec, artifact);
    } catch (error) {
      const reason =
        error instanceof NotReady ? error.reason : 'ReconciliationFailed';
      this.options.logger.warn(`${watchKey(object)}: ${error}`);
      await this.fail(object, artifact, {
        status: 'False',
        reason,
        message: (error as Error).message,
      });
      return reason === 'DependencyNotReady'
        ? DEPENDENCY_RETRY
        : duration(spec.retryInterval ?? spec.interval, 30_000);
    }
  }

  private async bringAbout(
    object: KubernetesObject,
    spec: KustomizationSpec,
    artifact: Artifact,
  ): Promise<number> {
    const { client, logger } = this.options;
    const key = watchKey(object);
    const { revision } = artifact;
    const objects = await buildKustomization({
      object,
      spec,
      tree: await artifact.tree(),
      kustomize: this.options.kustomize,
    });
    const applied = (object.status as any)?.lastAppliedRevision;
    if (applied !== revision) {
      await this.write(object, artifact, {
        status: 'Unknown',
        reason: 'Progressing',
        message: 'Reconciliation in progress',
      });
    }
    const inventory = await applySet({
      client,
      live: this.live,
      objects,
      previous: inventoryOf(object),
      prune: spec.prune,
    });
    if (spec.wait) {
      const left = await this.awaitHealth(object, spec, artifact, inventory);
      if (left) {
        return left;
      }
    }
    if (applied !== revision) {
      logger.info(`${key}: applied revision ${revision}`);
    }
    await this.write(
      object,
      artifact,
      {
        status: 'True',
        reason: 'ReconciliationSucceeded',
        message: `Applied revision: ${revision}`,
      },
      { inventory, lastAppliedRevision: revision },
    );
    return duration(spec.interval, 600_000);
  }

  /** Milliseconds until it is looked again; nothing when all is well. */
  private async awaitHealth(
    object: KubernetesObject,
    spec: KustomizationSpec,
    artifact: Artifact,
    inventory: Inventory,
  ): Promise<number | undefined> {
    const key = watchKey(object);
    const { revision } = artifact;
    const { waiting, failed } = await unready(
      this.live,
      inventory.entries.map(entryReference),
    );
    if (waiting.length === 0 && failed.length === 0) {
      this.waits.delete(key);
      return undefined;
    }
    const subject = `${revision}/${object.metadata.generation}`;
    const known = this.waits.get(key);
    const wait =
      known?.for === subject ? known : { since: Date.now(), for: subject };
    this.waits.set(key, wait);
    const timeout = duration(spec.timeout, duration(spec.interval, 300_000));
    const late = Date.now() - wait.since >= timeout;
    const all = [...failed, ...waiting].join(', ');
    await this.write(
      object,
      artifact,
      late || failed.length > 0
        ? {
            status: 'False',
            reason: 'HealthCheckFailed',
            message: late
              ? `health check failed after ${
                  timeout / 1000
                }s: timeout waiting for: [${all}]`
              : `health check failed: failed early due to stalled resources: [${all}]`,
          }
        : {
            status: 'Unknown',
            reason: 'Progressing',
            message: `Running health checks for revision ${revision} with a timeout of ${
              timeout / 1000
            }s`,
          },
      { inventory },
    );
    return LOOK_AGAIN;
  }

  private async finalize(object: KubernetesObject): Promise<void> {
    const { client } = this.options;
    const finalizers = object.metadata.finalizers ?? [];
    if (!finalizers.includes(FLUX_FINALIZER)) {
      return;
    }
    const spec = kustomizationSpecSchema.safeParse(object.spec).data;
    if (spec?.prune && !spec.suspend) {
      await deleteAll(client, inventoryOf(object).entries.map(entryReference));
    }
    await client.mergePatch(referenceOf(object), {
      metadata: {
        finalizers: finalizers.filter(one => one !== FLUX_FINALIZER),
      },
    });
  }

  private async ensureFinalizer(object: KubernetesObject): Promise<void> {
    const finalizers = object.metadata.finalizers ?? [];
    if (!finalizers.includes(FLUX_FINALIZER)) {
      await this.options.client.mergePatch(referenceOf(object), {
        metadata: { finalizers: [...finalizers, FLUX_FINALIZER] },
      });
    }
  }

  private async fail(
    object: KubernetesObject,
    artifact: Artifact | undefined,
    ready: Ready,
  ): Promise<void> {
    await this.write(object, artifact, ready);
  }

  private async write(
    object: KubernetesObject,
    artifact: Artifact | undefined,
    ready: Ready,
    rest: Record<string, unknown> = {},
  ): Promise<void> {
    const { client } = this.options;
    const { watch } = this.controller;
    const current = watch.objects.get(watchKey(object)) ?? object;
    await writeStatus(client, watch, object, {
      ...heardStatus(object),
      conditions: readyConditions(current, ready),
      ...(artifact ? { lastAttemptedRevision: artifact.revision } : {}),
      ...rest,
    });
  }
}
