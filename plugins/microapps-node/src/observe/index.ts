export * from './ClusterObserver';
export * from './extensions';
export * from './subjectOf';
