import type { LoggerService } from '@backstage/backend-plugin-api';
import { Refresher } from '../refresh';
import type { FleetStore, SourceBoard } from '../store';
import type { PullRequestReader } from './PullRequestReader';

/** How often requests are read beside the webhooks; milliseconds. */
const INTERVAL = 60_000;

/** Keeps the store's requests as they stand on the forge. */
export function startPullRequests(options: {
  reader: PullRequestReader;
  store: FleetStore;
  sources: SourceBoard;
  /** The id of this source. */
  source: string;
  logger: LoggerService;
  signal: AbortSignal;
}): Refresher {
  const { reader, store, sources, source, logger, signal } = options;
  const refresher = Refresher.create({
    title: 'the requests on the forge',
    interval: INTERVAL,
    logger,
    async run() {
      store.replacePullRequests(await reader.read());
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
