export { deriveStatus } from './deriveStatus';
export type { DerivedStatus } from './deriveStatus';
export { clusterSource } from './Knowledge';
export type { InstanceFact, Knowledge, PullRequestFact } from './Knowledge';
