import { createHash } from 'node:crypto';
import type { Logger } from '../logging/Logger';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  referenceOf,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import { LiveState } from '../kubernetes/LiveState';
import { watchKey } from '../kubernetes/watchResource';
import { applySet, deleteAll, unready } from './applySet';
import { INPUT_PROVIDERS, RESOURCE_SETS } from './fluxKinds';
import { entryReference, inventoryOf } from './inventory';
import { prepareFluxObjects } from './prepareFluxObjects';
import { renderResourceSet, type Inputs } from './renderResourceSet';
import {
  inputProviderSpecSchema,
  isSelected,
  resourceSetSpecSchema,
  type ResourceSetSpec,
} from './resourceSetSpec';
import {
  heardStatus,
  readyConditions,
  startController,
  writeStatus,
  type RunningController,
} from './startController';

/** What the controllers work with. */
export type ResourceSetControllerOptions = {
  client: KubernetesClient;
  logger: Logger;
};

const FINALIZER = 'fluxcd.controlplane.io/finalizer';
const OWNER_NAME = 'resourceset.fluxcd.controlplane.io/name';
const OWNER_NAMESPACE = 'resourceset.fluxcd.controlplane.io/namespace';
const RETRY = 10_000;
const INTERVAL = 600_000;

/** What flux-operator does for ResourceSets and their input providers. */
export class ResourceSetController {
  private readonly sets: RunningController;
  private readonly providers: RunningController;
  private readonly live: LiveState;

  private constructor(private readonly options: ResourceSetControllerOptions) {
    const { client, logger } = options;
    this.live = LiveState.create({ client, logger, onChange: () => {} });
    this.providers = startController({
      client,
      logger,
      resource: INPUT_PROVIDERS,
      reconcile: object => this.reconcileProvider(object),
      onChange: provider => this.providerChanged(provider),
    });
    this.sets = startController({
      client,
      logger,
      resource: RESOURCE_SETS,
      reconcile: object => this.reconcileSet(object),
    });
  }

  static start(options: ResourceSetControllerOptions): ResourceSetController {
    return new ResourceSetController(options);
  }

  get ready(): Promise<void> {
    return Promise.all([
      this.sets.watch.ready,
      this.providers.watch.ready,
    ]).then(() => undefined);
  }

  async stop(): Promise<void> {
    await this.providers.stop();
    await this.sets.stop();
    await this.live.stop();
  }

  private providerChanged(provider: KubernetesObject): void {
    this.sets?.enqueue(
      set =>
        set.metadata.namespace === provider.metadata.namespace &&
        resourceSetSpecSchema.safeParse(set.spec).data?.inputsFrom !==
          undefined,
    );
  }

  private async reconcileProvider(provider: KubernetesObject): Promise<void> {
    const { client } = this.options;
    const { watch } = this.providers;
    const parsed = inputProviderSpecSchema.safeParse(provider.spec);
    if (!parsed.success) {
      await writeStatus(client, watch, provider, {
        ...heardStatus(provider),
        conditions: readyConditions(provider, {
          status: 'False',
          reason: 'ReconciliationFailed',
          message: 'this stand-in knows input providers of type Static only',
        }),
      });
      return;
    }
    const id = createHash('sha256').update(watchKey(provider)).digest('hex');
    await writeStatus(client, watch, provider, {
      ...heardStatus(provider),
      exportedInputs: [{ ...parsed.data.defaultValues, id: id.slice(0, 8) }],
      conditions: readyConditions(provider, {
        status: 'True',
        reason: 'ReconciliationSucceeded',
        message: 'Reconciliation finished',
      }),
    });
  }

  private inputsOf(
    set: KubernetesObject,
    spec: ResourceSetSpec,
  ): Inputs[] | undefined {
    if (!spec.inputs && !spec.inputsFrom) {
      return undefined;
    }
    const inputs: Inputs[] = [...(spec.inputs ?? [])];
    const all = [...this.providers.watch.objects.values()].sort((a, b) =>
      a.metadata.name.localeCompare(b.metadata.name),
    );
    for (const { kind, name, selector } of spec.inputsFrom ?? []) {
      if (kind !== INPUT_PROVIDERS.kind) {
        throw new Error(`spec.inputsFrom: ${kind} gives no inputs`);
      }
      for (const provider of all) {
        const { metadata } = provider;
        const chosen =
          metadata.namespace === set.metadata.namespace &&
          !metadata.deletionTimestamp &&
          (name
            ? metadata.name === name
            : selector && isSelected(selector, metadata.labels));
        const values = inputProviderSpecSchema.safeParse(provider.spec);
        if (chosen && values.success) {
          inputs.push({
            ...values.data.defaultValues,
            provider: {
              apiVersion: provider.apiVersion,
              kind,
              name: metadata.name,
              namespace: metadata.namespace,
            },
          });
        }
      }
    }
    return inputs;
  }

  private async reconcileSet(set: KubernetesObject): Promise<number | void> {
    const { client, logger } = this.options;
    if (set.metadata.deletionTimestamp) {
      return this.finalize(set);
    }
    const parsed = resourceSetSpecSchema.safeParse(set.spec);
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0];
      return this.write(
        set,
        'False',
        'BuildFailed',
        `spec.${path.join('.')}: ${message}`,
      );
    }
    const finalizers = set.metadata.finalizers ?? [];
    if (!finalizers.includes(FINALIZER)) {
      await client.mergePatch(referenceOf(set), {
        metadata: { finalizers: [...finalizers, FINALIZER] },
      });
    }
    let objects: KubernetesObject[];
    try {
      objects = this.objectsOf(set, parsed.data);
    } catch (error) {
      logger.warn(`${watchKey(set)}: ${error}`);
      return this.write(set, 'False', 'BuildFailed', (error as Error).message);
    }
    try {
      return await this.bringAbout(set, parsed.data, objects);
    } catch (error) {
      logger.warn(`${watchKey(set)}: ${error}`);
      await this.write(
        set,
        'False',
        'ReconciliationFailed',
        (error as Error).message,
      );
      return RETRY;
    }
  }

  private objectsOf(
    set: KubernetesObject,
    spec: ResourceSetSpec,
  ): KubernetesObject[] {
    const { name, namespace = '' } = set.metadata;
    const common = {
      annotations: spec.commonMetadata?.annotations,
      labels: {
        ...spec.commonMetadata?.labels,
        [OWNER_NAME]: name,
        [OWNER_NAMESPACE]: namespace,
      },
    };
    const objects = renderResourceSet(spec, this.inputsOf(set, spec));
    return prepareFluxObjects(objects, common, namespace);
  }

  private async bringAbout(
    set: KubernetesObject,
    spec: ResourceSetSpec,
    objects: KubernetesObject[],
  ): Promise<number> {
    const { client } = this.options;
    const current = this.sets.watch.objects.get(watchKey(set)) ?? set;
    const inventory = await applySet({
      client,
      live: this.live,
      objects,
      previous: inventoryOf(current),
      prune: true,
    });
    const digest = createHash('sha256').update(JSON.stringify(objects));
    const rest = {
      inventory,
      lastAppliedRevision: `sha256:${digest.digest('hex')}`,
    };
    if (spec.wait) {
      const references = inventory.entries.map(entryReference);
      const { waiting, failed } = await unready(this.live, references);
      const all = [...failed, ...waiting];
      if (all.length > 0) {
        await this.write(
          set,
          'Unknown',
          'Progressing',
          `Running health checks: [${all.join(', ')}]`,
          { inventory },
        );
        return 1000;
      }
    }
    await this.write(
      set,
      'True',
      'ReconciliationSucceeded',
      'Reconciliation finished',
      rest,
    );
    return INTERVAL;
  }

  private async finalize(set: KubernetesObject): Promise<void> {
    const finalizers = set.metadata.finalizers ?? [];
    if (!finalizers.includes(FINALIZER)) {
      return;
    }
    const { client } = this.options;
    await deleteAll(client, inventoryOf(set).entries.map(entryReference));
    await client.mergePatch(referenceOf(set), {
      metadata: { finalizers: finalizers.filter(one => one !== FINALIZER) },
    });
  }

  private async write(
    set: KubernetesObject,
    status: 'True' | 'False' | 'Unknown',
    reason: string,
    message: string,
    rest: Record<string, unknown> = {},
  ): Promise<void> {
    const { watch } = this.sets;
    const current = watch.objects.get(watchKey(set)) ?? set;
    await writeStatus(this.options.client, watch, set, {
      ...heardStatus(set),
      conditions: readyConditions(current, { status, reason, message }),
      ...rest,
    });
  }
}
