import { randomInt, randomUUID } from 'node:crypto';
import { startControllers } from './controllers/startControllers';
import { ClusterServer } from './http/ClusterServer';
import { Faults } from './http/faults';
import { listenOnLoopback } from './http/listenOnLoopback';
import { BUILTIN_KINDS } from './kinds/builtinKinds';
import { KindDefinition } from './kinds/customKind';
import { KindRegistry } from './kinds/KindRegistry';
import { ObjectApi } from './rules/ObjectApi';
import { kubernetesTime } from './rules/timestamps';
import { Journal } from './store/Journal';
import { ObjectStore } from './store/ObjectStore';
import { WatchHub } from './watch/WatchHub';

/** How a cluster is started. */
export type StartClusterOptions = {
  /** What the cluster is called, in messages. */
  name: string;
  /** Where its objects are kept. */
  stateDir: string;
  /** 0 for any free one. */
  port: number;
  /** The bearer tokens that are let in. */
  tokens: readonly string[];
  /** Kinds to be served besides the built-in ones, as if their operators were installed. */
  kinds?: readonly KindDefinition[];
  /** How long a container takes to become ready. Default: 1500. */
  readyDelayMs?: number;
  /** How often a watch gets a bookmark. Default: 60000, as kube-apiserver. */
  bookmarkIntervalMs?: number;
  /** How many events of each kind can be resumed from. Default: 5000. */
  historySize?: number;
};

/** A cluster that runs. */
export type RunningCluster = {
  /** `http://localhost:<port>` */
  url: string;
  /** Makes things go wrong, for tests; the same as `PUT /_sandbox/faults`. */
  inject(faults: Faults): void;
  /** Cuts all connections and stops. */
  stop(): Promise<void>;
};

const SUFFIX_LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

/**
 * Starts a stand-in for a Kubernetes cluster: its API over HTTP on loopback, and
 * the controllers that every cluster has.
 *
 * @throws when the port is in use, or the state folder holds something else
 */
export async function startCluster(
  options: StartClusterOptions,
): Promise<RunningCluster> {
  // The port first: two processes must never write the same state.
  let server: ClusterServer | undefined;
  const listening = await listenOnLoopback(options.port, (request, response) =>
    server?.handle(request, response),
  );
  try {
    const journal = Journal.open(options.stateDir);
    const store = new ObjectStore({
      historySize: options.historySize ?? 5000,
      persist: record => journal.append(record, store),
    });
    journal.loadInto(store);
    const registry = new KindRegistry(BUILTIN_KINDS);
    const api = new ObjectApi({
      store,
      registry,
      now: () => kubernetesTime(new Date()),
      newUid: () => randomUUID(),
      nameSuffix,
    });
    const watches = new WatchHub(store, options.bookmarkIntervalMs ?? 60_000);
    const stopControllers = startControllers({
      api,
      kinds: options.kinds ?? [],
      readyDelayMs: options.readyDelayMs ?? 1500,
      onKindRemoved: resource => watches.endOf(resource),
    });
    server = new ClusterServer({ api, watches, tokens: options.tokens });
    return {
      url: `http://localhost:${listening.port}`,
      inject: faults => server!.inject(faults),
      stop: async () => {
        stopControllers();
        watches.cutAll();
        await listening.stop();
        journal.close();
      },
    };
  } catch (error) {
    await listening.stop();
    throw error;
  }
}

function nameSuffix(): string {
  return Array.from(
    { length: 5 },
    () => SUFFIX_LETTERS[randomInt(SUFFIX_LETTERS.length)],
  ).join('');
}
