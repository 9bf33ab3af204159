import type {
  EnvironmentStatus,
  PullRequestStatus,
} from '@microapps/plugin-microapps-common';
import type { Knowledge, PullRequestFact } from './Knowledge';

/** How many requests are shown that are no longer open. */
const MAX_CLOSED = 5;

/** Open requests first, newest first; a few closed ones follow. */
export function derivePullRequests(
  { pullRequests, instance }: Knowledge,
  environments: EnvironmentStatus[],
): PullRequestStatus[] {
  const newestFirst = [...pullRequests].sort(
    (a, b) => b.pullRequest.number - a.pullRequest.number,
  );
  const isOpen = (fact: PullRequestFact) => fact.pullRequest.state === 'open';
  return [
    ...newestFirst.filter(isOpen),
    ...newestFirst.filter(fact => !isOpen(fact)).slice(0, MAX_CLOSED),
  ].map(fact => derivePullRequest(fact, instance !== undefined, environments));
}

function derivePullRequest(
  fact: PullRequestFact,
  deployed: boolean,
  environments: EnvironmentStatus[],
): PullRequestStatus {
  const { pullRequest } = fact;
  const environment = environments.find(
    candidate => candidate.pullRequest === pullRequest.number,
  );
  const preview = environment
    ? { state: environment.state, url: environment.urls.at(0) }
    : { state: 'notThereYet' as const };
  return {
    number: pullRequest.number,
    title: pullRequest.title,
    url: pullRequest.url,
    branch: pullRequest.branch,
    state: pullRequest.state,
    author: pullRequest.author,
    headSha: pullRequest.headSha,
    createdAt: pullRequest.createdAt,
    updatedAt: pullRequest.updatedAt,
    mergedAt: pullRequest.mergedAt,
    mergeable: pullRequest.mergeable,
    kind: fact.kind ?? guessKind(fact, deployed),
    checks: [...fact.checks],
    // A closed request has a preview only for as long as it lingers.
    ...((environment || pullRequest.state === 'open') && { preview }),
  };
}

function guessKind(
  { removes }: PullRequestFact,
  deployed: boolean,
): PullRequestStatus['kind'] {
  if (removes) {
    return 'remove';
  }
  return deployed ? 'change' : 'create';
}
