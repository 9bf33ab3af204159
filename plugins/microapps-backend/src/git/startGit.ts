import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RepositoryReader } from '@microapps/plugin-microapps-node';
import { Refresher } from '../refresh';
import type { FleetStore, SourceBoard } from '../store';
import { instancesOf } from './instancesOf';

/** How often the repository is looked at beside the webhooks; milliseconds. */
const INTERVAL = 60_000;

/** Keeps the store's instances as they stand on the deployed branch. */
export function startGit(options: {
  reader: Pick<RepositoryReader, 'read'>;
  store: FleetStore;
  sources: SourceBoard;
  /** The id of this source. */
  source: string;
  logger: LoggerService;
  signal: AbortSignal;
}): Refresher {
  const { reader, store, sources, source, logger, signal } = options;
  /** While the branch stands still there is nothing to parse again. */
  let commit: string | undefined;
  const refresher = Refresher.create({
    title: 'the micro-apps in Git',
    interval: INTERVAL,
    logger,
    async run() {
      const snapshot = await reader.read();
      if (snapshot.commit !== commit) {
        store.replaceInstances(instancesOf(snapshot.files));
        commit = snapshot.commit;
      }
      sources.set(source, { state: 'fresh', lastWordAt: Date.now() });
    },
    onFailure: error =>
      sources.set(source, {
        state: 'stale',
        message: error instanceof Error ? error.message : String(error),
      }),
  });
  void refresher.run(signal);
  return refresher;
}
