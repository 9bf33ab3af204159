import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterConfig, Fact } from '@microapps/plugin-microapps-node';
import { clusterSource } from '../status';
import type { FleetStore, SourceBoard } from '../store';
import {
  ClusterWatcher,
  kubeConfigFor,
  KubernetesTransport,
  type WatchTimings,
} from '../watch';
import type { ObserverRegistry } from './ObserverRegistry';

/** Watches every cluster for every observer, until the signal is aborted. */
export function startClusters(options: {
  clusters: ClusterConfig[];
  observers: ObserverRegistry;
  store: FleetStore;
  sources: SourceBoard;
  logger: LoggerService;
  signal: AbortSignal;
  timings?: Partial<WatchTimings>;
}): void {
  for (const cluster of options.clusters) {
    startCluster(cluster, options);
  }
}

function startCluster(
  cluster: ClusterConfig,
  options: Parameters<typeof startClusters>[0],
): void {
  const { observers, store, sources, signal, timings } = options;
  const { name, url, ingress } = cluster;
  const source = clusterSource(name);
  const logger = options.logger.child({ cluster: name });
  const watcher = ClusterWatcher.create<Fact[]>({
    transport: KubernetesTransport.create({
      url,
      loadCredentials: () => kubeConfigFor(cluster),
    }),
    kinds: observers.kindsFor({ cluster: name, ingress }, logger),
    onReplace: (kind, entries) =>
      store.replaceFacts({ cluster: name, kind }, entries),
    onChange: (kind, key, facts) =>
      store.putFacts({ cluster: name, kind }, key, facts ?? []),
    onState: state => {
      if (state.state === 'stale') {
        logger.warn('No word from a cluster; what was known stays', {
          reason: state.message ?? '',
        });
      }
      sources.set(source, state);
    },
    onWord: at => sources.hear(source, at),
    timings,
  });
  void watcher.run(signal);
}
