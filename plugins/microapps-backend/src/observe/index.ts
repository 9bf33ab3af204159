export { ObserverRegistry } from './ObserverRegistry';
export { startClusters } from './startClusters';
export { workloadsObserver } from './workloadsObserver';
