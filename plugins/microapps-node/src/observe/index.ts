export * from './ClusterObserver';
export * from './extensions';
