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
import {
  concernsRepository,
  type Forge,
  type RepositoryLocation,
  type RepositoryReader,
} from '@microapps/plugin-microapps-node';
import { buildEntities } from './buildEntities';
import { ProblemReport } from './ProblemReport';
import { RequestedAppsReader } from './RequestedAppsReader';

/**
 * How long the catalog is believed to hold what it was told; milliseconds.
 * Another replica of the portal may have told it something older since.
 */
const BELIEVED_FOR = 5 * 60_000;

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
  /** Milliseconds since 1970; for tests. */
  now?: () => number;
};

/** What the catalog was told last. */
type Told = { entities: Entity[]; text: string; at: number };

/**
 * Keeps the catalog's micro-apps and templates as they are in Git: at once when
 * a webhook says that something changed, and on a schedule for what was missed.
 * The catalog is always told everything: it compares that with its database,
 * which all replicas of the portal share. When the repository cannot be read, the catalog stays as it is.
 */
export class MicroAppsEntityProvider implements EntityProvider {
  #connection: EntityProviderConnection | undefined;
  #told: Told | undefined;
  #running: Promise<void> | undefined;
  #again = false;
  readonly #options: MicroAppsEntityProviderOptions;
  readonly #problems: ProblemReport;
  readonly #requested: RequestedAppsReader;
  readonly #now: () => number;

  static create(options: MicroAppsEntityProviderOptions) {
    return new MicroAppsEntityProvider(options);
  }

  private constructor(options: MicroAppsEntityProviderOptions) {
    this.#options = options;
    this.#problems = new ProblemReport(options.logger);
    this.#requested = RequestedAppsReader.create(options.forge);
    this.#now = options.now ?? Date.now;
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
   * Reads the repository and tells the catalog what is there. Calls that come
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
    let failure: { error: unknown } | undefined;
    do {
      this.#again = false;
      failure = undefined;
      try {
        await this.#refreshOnce();
      } catch (error) {
        // Who asked for another run meanwhile still gets it.
        failure = { error };
      }
    } while (this.#again);
    if (failure) {
      throw failure.error;
    }
  }

  async #refreshOnce(): Promise<void> {
    if (!this.#connection) {
      throw new Error('The provider is not connected to the catalog yet.');
    }
    const entities = await this.#readEntities();
    const text = JSON.stringify(entities);
    const at = this.#now();
    if (this.#told?.text === text && at - this.#told.at < BELIEVED_FOR) {
      return;
    }
    const locationKey = this.getProviderName();
    await this.#connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey })),
    });
    this.#told = { entities, text, at };
  }

  async #readEntities(): Promise<Entity[]> {
    const { firstEnvironment, location, reader } = this.#options;
    try {
      const { files } = await reader.read();
      const requested = await this.#requested.read(files);
      const { entities, problems } = buildEntities({
        files,
        requested,
        location,
        firstEnvironment,
        previous: this.#told?.entities ?? [],
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
