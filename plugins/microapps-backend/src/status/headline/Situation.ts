import type {
  EnvironmentStatus,
  Finding,
  Headline,
  PullRequestStatus,
} from '@microapps/plugin-microapps-common';
import type { Knowledge } from '../Knowledge';

/** What a headline is chosen from. */
export type Situation = {
  knowledge: Knowledge;
  /** An entity ref. */
  owner: string;
  environments: EnvironmentStatus[];
  pullRequests: PullRequestStatus[];
  findings: Finding[];
  /** Where a change arrives first. */
  first?: EnvironmentStatus;
  /** Where a change arrives last, when that is elsewhere. */
  last?: EnvironmentStatus;
  /** The open request, of which there is one at most for a branch. */
  request?: PullRequestStatus;
  /** A request that was merged so lately that its effect may not show yet. */
  justMerged?: PullRequestStatus;
  /** Notes a time at which the headline may read otherwise without new word. */
  until: (time: number) => void;
};

/** A headline where its condition holds. */
export type HeadlineRule = (situation: Situation) => Headline | undefined;
