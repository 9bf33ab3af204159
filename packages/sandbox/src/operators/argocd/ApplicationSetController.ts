import type { Logger } from '../logging/Logger';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import {
  referenceOf,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import { matchesDesired } from '../kubernetes/matchesDesired';
import {
  watchKey,
  watchResource,
  type RunningWatch,
} from '../kubernetes/watchResource';
import { WorkQueue } from '../queue/WorkQueue';
import { conditions, type Condition } from '../status/conditions';
import { APPLICATION_SETS } from './argoKinds';
import {
  generateParameters,
  type GeneratorSources,
} from './generateParameters';
import { renderApplication, renderOptionsOf } from './renderApplication';
import {
  applicationSetSpecSchema,
  sentenceOf,
  type ApplicationSetSpec,
} from './schemas';

/** What the controller works with. */
export type ApplicationSetControllerOptions = {
  client: KubernetesClient;
  applications: RunningWatch;
  sources: GeneratorSources;
  logger: Logger;
};

/** Keeps the Applications of every ApplicationSet as its generators say. */
export class ApplicationSetController {
  private readonly queue: WorkQueue;
  private readonly sets: RunningWatch;

  private constructor(
    private readonly options: ApplicationSetControllerOptions,
  ) {
    const { client, logger } = options;
    this.queue = WorkQueue.create({
      logger,
      concurrency: 1,
      reconcile: key => this.reconcile(key),
    });
    this.sets = watchResource({
      client,
      logger,
      resource: APPLICATION_SETS,
      onChange: (set, { previous }) => {
        const { generation } = set.metadata;
        if (
          set.metadata.deletionTimestamp ||
          !previous ||
          generation !== previous.metadata.generation
        ) {
          this.queue.add(watchKey(set));
        }
      },
    });
  }

  static start(
    options: ApplicationSetControllerOptions,
  ): ApplicationSetController {
    return new ApplicationSetController(options);
  }

  get ready(): Promise<void> {
    return this.sets.ready;
  }

  /** Something happened on the forge: every generator looks again. */
  refresh(): void {
    [...this.sets.objects.keys()].forEach(key => this.queue.add(key));
  }

  /** An Application changed that an ApplicationSet owns. */
  applicationChanged(application: KubernetesObject): void {
    const owner = application.metadata.ownerReferences?.find(
      reference => reference.kind === 'ApplicationSet',
    );
    if (owner) {
      this.queue.add(`${application.metadata.namespace}/${owner.name}`);
    }
  }

  async stop(): Promise<void> {
    await this.sets.stop();
    await this.queue.stop();
  }

  private async reconcile(key: string): Promise<void> {
    // Before the first lists nothing is known, which is not the same as nothing
    // being there.
    await Promise.all([this.sets.ready, this.options.applications.ready]);
    const set = this.sets.objects.get(key);
    // What a deleted one owned is for Kubernetes' garbage collector.
    if (!set || set.metadata.deletionTimestamp) {
      return;
    }
    try {
      const desired = await this.desiredApplications(set);
      await this.bringAbout(set, desired);
      await this.writeStatus(set, desired.length);
    } catch (error) {
      await this.writeStatus(set, undefined, (error as Error).message);
      throw error;
    }
  }

  private async desiredApplications(
    set: KubernetesObject,
  ): Promise<KubernetesObject[]> {
    const parsed = applicationSetSpecSchema.safeParse(set.spec);
    if (!parsed.success) {
      throw new Error(sentenceOf(parsed.error, 'spec'));
    }
    const spec: ApplicationSetSpec = parsed.data;
    if (!spec.goTemplate) {
      throw new Error(
        'this stand-in renders Go templates only: set spec.goTemplate to true',
      );
    }
    const applications: KubernetesObject[] = [];
    for (const generator of spec.generators) {
      const all = await generateParameters(
        generator,
        this.options.sources,
        renderOptionsOf(spec),
      );
      for (const parameters of all) {
        applications.push(renderApplication(set, spec, parameters));
      }
    }
    const names = applications.map(application => application.metadata.name);
    const double = names.find((name, at) => names.indexOf(name) !== at);
    if (double) {
      throw new Error(
        `ApplicationSet ${set.metadata.name} contains applications with duplicate name: ${double}`,
      );
    }
    return applications;
  }

  private async bringAbout(
    set: KubernetesObject,
    desired: KubernetesObject[],
  ): Promise<void> {
    const { client, applications, logger } = this.options;
    for (const application of desired) {
      const live = applications.objects.get(watchKey(application));
      const owner = live?.metadata.ownerReferences?.[0];
      if (live && owner?.uid !== set.metadata.uid) {
        throw new Error(
          `the Application ${application.metadata.name} exists and belongs to someone else`,
        );
      }
      if (live?.metadata.deletionTimestamp) {
        continue;
      }
      const same =
        live &&
        matchesDesired(application.spec, live.spec) &&
        matchesDesired(application.metadata, live.metadata);
      if (!same) {
        logger.info(
          `${live ? 'updating' : 'creating'} Application ${
            application.metadata.name
          }`,
        );
        applications.record(await client.apply(application));
      }
    }
    const wanted = new Set(desired.map(watchKey));
    for (const live of this.owned(set.metadata.uid)) {
      if (!wanted.has(watchKey(live)) && !live.metadata.deletionTimestamp) {
        logger.info(`deleting Application ${live.metadata.name}`);
        await client.delete(referenceOf(live));
      }
    }
  }

  private owned(uid: string | undefined): KubernetesObject[] {
    return [...this.options.applications.objects.values()].filter(application =>
      application.metadata.ownerReferences?.some(owner => owner.uid === uid),
    );
  }

  private async writeStatus(
    set: KubernetesObject,
    count: number | undefined,
    error?: string,
  ): Promise<void> {
    const failed = error !== undefined;
    const all: Condition[] = [
      {
        type: 'ErrorOccurred',
        status: failed ? 'True' : 'False',
        reason: failed
          ? 'ApplicationGenerationFromParamsError'
          : 'ApplicationSetUpToDate',
        message:
          error ?? 'Successfully generated parameters for all Applications',
      },
      {
        type: 'ParametersGenerated',
        status: failed ? 'False' : 'True',
        reason: failed ? 'ErrorOccurred' : 'ParametersGenerated',
        message:
          error ?? 'Successfully generated parameters for all Applications',
      },
      {
        type: 'ResourcesUpToDate',
        status: failed ? 'False' : 'True',
        reason: failed ? 'ErrorOccurred' : 'ApplicationSetUpToDate',
        message: error ?? 'All applications have been generated successfully',
      },
    ];
    const previous = (set.status ?? {}) as { conditions?: unknown };
    const status = {
      conditions: conditions(previous.conditions, all),
      ...(count === undefined ? {} : { resourcesCount: count }),
    };
    if (!matchesDesired(status, set.status)) {
      const written = await this.options.client.mergePatch(
        referenceOf(set),
        { status },
        'status',
      );
      if (written) {
        this.sets.record(written);
      }
    }
  }
}
