import type {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { ForwardedError } from '@backstage/errors';
import type {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import type { EventsService } from '@backstage/plugin-events-node';
import type {
  Forge,
  RepositoryLocation,
  RepositoryReader,
} from '@microapps/plugin-microapps-node';
import { buildEntities } from './buildEntities';
import { diffEntities } from './diffEntities';
import { ProblemReport } from './ProblemReport';
import { readRequestedApps } from './readRequestedApps';
import { concernsRepository } from './webhooks';

/** What the provider works with. */
export type MicroAppsEntityProviderOptions = {
  location: RepositoryLocation;
  reader: Pick<RepositoryReader, 'read'>;
  forge: Pick<Forge, 'listPullRequests' | 'readFile'>;
  events: EventsService;
  taskRunner: SchedulerServiceTaskRunner;
  logger: LoggerService;
  /** The first environment: where previews and other plugins look. */
  firstEnvironment: string;
};

/**
 * Keeps the catalog's micro-apps and templates as they are in Git: at once when
 * a webhook says that something changed, and on a schedule for what was missed.
 * When the repository cannot be read, the catalog stays as it is.
 */
export class MicroAppsEntityProvider implements EntityProvider {
  #connection: EntityProviderConnection | undefined;
  #known: Entity[] | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  readonly #options: MicroAppsEntityProviderOptions;
  readonly #problems: ProblemReport;

  static create(options: MicroAppsEntityProviderOptions) {
    return new MicroAppsEntityProvider(options);
  }

  private constructor(options: MicroAppsEntityProviderOptions) {
    this.#options = options;
    this.#problems = new ProblemReport(options.logger);
  }

  getProviderName(): string {
    const { host, owner, repo } = this.#options.location;
    return `microapps:${host}/${owner}/${repo}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const { events, location, taskRunner } = this.#options;
    this.#connection = connection;
    await taskRunner.run({
      id: `${this.getProviderName()}:refresh`,
      fn: async () => await this.refresh(),
    });
    await events.subscribe({
      id: `catalog-${this.getProviderName()}`,
      topics: ['github.push', 'github.pull_request'],
      onEvent: async ({ eventPayload }) => {
        if (concernsRepository(eventPayload, location)) {
          await this.refresh();
        }
      },
    });
  }

  /**
   * Reads the repository and tells the catalog what changed. Calls that come
   * while one is at work share a single further run, which sees their change.
   */
  async refresh(): Promise<void> {
    if (this.#running) {
      this.#again = true;
      return await this.#running;
    }
    this.#running = this.#refreshUntilSettled();
    try {
      return await this.#running;
    } finally {
      this.#running = undefined;
    }
  }

  async #refreshUntilSettled(): Promise<void> {
    do {
      this.#again = false;
      await this.#refreshOnce();
    } while (this.#again);
  }

  async #refreshOnce(): Promise<void> {
    if (!this.#connection) {
      throw new Error('The provider is not connected to the catalog yet.');
    }
    const entities = await this.#readEntities();
    const locationKey = this.getProviderName();
    if (!this.#known) {
      await this.#connection.applyMutation({
        type: 'full',
        entities: entities.map(entity => ({ entity, locationKey })),
      });
    } else {
      const { added, removed } = diffEntities(this.#known, entities);
      if (added.length + removed.length > 0) {
        await this.#connection.applyMutation({
          type: 'delta',
          added: added.map(entity => ({ entity, locationKey })),
          removed: removed.map(entity => ({ entity, locationKey })),
        });
      }
    }
    this.#known = entities;
  }

  async #readEntities(): Promise<Entity[]> {
    const { firstEnvironment, forge, location, reader } = this.#options;
    try {
      const { files } = await reader.read();
      const requested = await readRequestedApps(forge, files);
      const { entities, problems } = buildEntities({
        files,
        requested,
        location,
        firstEnvironment,
        previous: this.#known ?? [],
      });
      this.#problems.report(problems);
      return entities;
    } catch (error) {
      throw new ForwardedError(
        `The micro-apps in ${location.url} cannot be read now; the catalog keeps what it has`,
        error,
      );
    }
  }
}
