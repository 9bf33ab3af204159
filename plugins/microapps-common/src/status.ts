import type { components, operations } from './generated/openapi';

type Schemas = components['schemas'];

/** All that the portal shows about one micro-app. */
export type MicroAppStatus = Schemas['MicroAppStatus'];
/** One sentence that says how it is, and the one thing to do next. */
export type Headline = Schemas['Headline'];
/** The one thing to do next. */
export type NextAction = Schemas['NextAction'];
/** Staging, production or a preview. */
export type EnvironmentStatus = Schemas['EnvironmentStatus'];
/** A request and its checks. */
export type PullRequestStatus = Schemas['PullRequestStatus'];
/** One check of a pull request. */
export type Check = Schemas['Check'];
/** Something that a person must know of. */
export type Finding = Schemas['Finding'];
/** Something that is watched, and how fresh the word from it is. */
export type Source = Schemas['Source'];
/** Argo CD's sync status. */
export type Sync = Schemas['Sync'];
/** Argo CD's health status. */
export type Health = Schemas['Health'];
/** The plain word for how something is. */
export type State = Schemas['State'];
/** How much a headline matters. */
export type Severity = Schemas['Severity'];
/** One page of the fleet. */
export type AppList = Schemas['AppList'];
/** What `GET /apps` can be asked. */
export type ListAppsQuery = NonNullable<
  operations['ListApps']['parameters']['query']
>;
