import type { Logger } from '../logging/Logger';
import { KubernetesError, type KubernetesClient } from './KubernetesClient';
import {
  referenceKey,
  type KubernetesObject,
  type ObjectReference,
} from './KubernetesObject';
import { resourceOf, type Resource } from './resourceOf';
import { watchKey, watchResource, type RunningWatch } from './watchResource';

/** What {@link LiveState} works with. */
export type LiveStateOptions = {
  client: KubernetesClient;
  logger: Logger;
  /** Called for each object that changes or goes. */
  onChange: (object: KubernetesObject) => void;
};

/** What is in the cluster, of every kind that was asked for once. */
export class LiveState {
  private readonly watches = new Map<
    string,
    Promise<RunningWatch | undefined>
  >();

  private constructor(private readonly options: LiveStateOptions) {}

  static create(options: LiveStateOptions): LiveState {
    return new LiveState(options);
  }

  /** The live object, or `undefined` where there is none. */
  async get(reference: ObjectReference): Promise<KubernetesObject | undefined> {
    const { apiVersion, kind, name, namespace } = reference;
    const resource = resourceOf(apiVersion, kind);
    const watch = await this.watch(resource);
    return watch?.objects.get(
      watchKey({
        metadata: {
          name,
          namespace: resource.namespaced ? namespace : undefined,
        },
      }),
    );
  }

  /** Every object of the kinds asked for so far that a test holds for. */
  async find(
    test: (object: KubernetesObject) => boolean,
  ): Promise<KubernetesObject[]> {
    const watches = await Promise.all(this.watches.values());
    return watches.flatMap(watch =>
      watch ? [...watch.objects.values()].filter(test) : [],
    );
  }

  /** Takes in what a write gave back. */
  async record(object: KubernetesObject): Promise<void> {
    const watch = await this.watch(resourceOf(object.apiVersion, object.kind));
    watch?.record(object);
  }

  async stop(): Promise<void> {
    const watches = await Promise.all(this.watches.values());
    await Promise.all(watches.map(watch => watch?.stop()));
  }

  private watch(resource: Resource): Promise<RunningWatch | undefined> {
    const key = referenceKey({ ...resource, name: '' });
    let watch = this.watches.get(key);
    if (!watch) {
      watch = this.start(resource);
      this.watches.set(key, watch);
      // A kind that is not installed yet is asked for again the next time.
      watch.then(
        started => started ?? this.watches.delete(key),
        () => this.watches.delete(key),
      );
    }
    return watch;
  }

  private async start(resource: Resource): Promise<RunningWatch | undefined> {
    const { client, logger, onChange } = this.options;
    try {
      await client.list(resource);
    } catch (error) {
      if (error instanceof KubernetesError && error.status === 404) {
        return undefined;
      }
      throw error;
    }
    const watch = watchResource({ client, logger, resource, onChange });
    await watch.ready;
    return watch;
  }
}
