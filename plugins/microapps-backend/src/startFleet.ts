import type { LoggerService } from '@backstage/backend-plugin-api';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type {
  MicroAppsConfig,
  RepositoryReader,
} from '@microapps/plugin-microapps-node';
import { subscribeToForge } from './events';
import { startGit } from './git';
import { startClusters, type ObserverRegistry } from './observe';
import {
  PullRequestReader,
  startPullRequests,
  type ReadableForge,
} from './pullRequests';
import { publishChanges } from './signals';
import { clusterSource } from './status';
import { FleetStore, SourceBoard } from './store';
import type { WatchTimings } from './watch';

/** How often statuses are derived anew that time alone may change; milliseconds. */
const TICK = 30_000;

/** What a fleet is watched with. */
export type FleetOptions = {
  config: MicroAppsConfig;
  forge: ReadableForge;
  repository: Pick<RepositoryReader, 'read'>;
  observers: ObserverRegistry;
  events: EventsService;
  signals: SignalsService;
  logger: LoggerService;
  /** Ends all watching. */
  signal: AbortSignal;
  /** Other times for the watches; for tests. */
  timings?: Partial<WatchTimings>;
};

/**
 * Starts watching clusters, Git and the forge. Returns at once: what cannot be
 * reached is looked for in the background, and the sources say so.
 */
export async function startFleet(
  options: FleetOptions,
): Promise<{ store: FleetStore; sources: SourceBoard }> {
  const { config, forge, repository, events, signals, logger, signal } =
    options;
  const location = config.repositories.microapps;
  const fullName = `${location.owner}/${location.repo}`;
  const gitSource = `git:${fullName}`;
  const forgeSource = `forge:${fullName}`;

  const sources = new SourceBoard();
  for (const { name } of config.clusters) {
    sources.add(clusterSource(name), `cluster ${name}`);
  }
  sources.add(gitSource, `the repository ${fullName}`);
  sources.add(forgeSource, `the requests of ${fullName}`);

  const store = FleetStore.create({
    environments: config.environments,
    sources,
    gitSource,
    forgeSource,
    logger,
  });
  publishChanges({ store, signals, logger, signal });

  const ticker = setInterval(() => store.tick(), TICK);
  ticker.unref();
  signal.addEventListener('abort', () => clearInterval(ticker));

  const shared = { store, sources, logger, signal };
  startClusters({
    ...shared,
    clusters: config.clusters,
    observers: options.observers,
    timings: options.timings,
  });
  const git = startGit({ ...shared, reader: repository, source: gitSource });
  const reader = PullRequestReader.create({
    forge,
    hasInstance: app => store.hasInstance(app),
    logger,
  });
  const pullRequests = startPullRequests({
    ...shared,
    reader,
    source: forgeSource,
  });

  await subscribeToForge({
    events,
    repository: location,
    listener: {
      onPush({ deployed }) {
        if (deployed) {
          reader.forgetMergeability();
        }
        git.request();
        pullRequests.request();
      },
      onPullRequest: () => pullRequests.request(),
      onChecks(sha) {
        reader.forgetChecks(sha);
        pullRequests.request();
      },
    },
  });
  return { store, sources };
}
