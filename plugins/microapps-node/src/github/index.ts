export * from './concernsRepository';
export * from './createGithubClient';
export * from './Forge';
export { forgeError } from './forgeError';
export * from './ForgePullRequest';
export type { OpenPullRequestOptions } from './commitFiles';
export type { OpenedPullRequest } from './openPullRequest';
export * from './requestedBy';
