export { ClusterWatcher } from './ClusterWatcher';
export type { ClusterWatcherOptions } from './ClusterWatcher';
export { kubeConfigFor } from './kubeConfigFor';
export { KubernetesTransport } from './KubernetesTransport';
export type { WatchedKind } from './ClusterWatcher';
export type { WatchTimings } from './WatchTimings';
export { Backoff } from './Backoff';
export { sleep } from './sleep';
