export { PullRequestReader } from './PullRequestReader';
export type { ReadableForge } from './PullRequestReader';
export { startPullRequests } from './startPullRequests';
