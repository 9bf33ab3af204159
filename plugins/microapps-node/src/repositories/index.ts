export * from './RepositoryReader';
export * from './RepositorySnapshot';
