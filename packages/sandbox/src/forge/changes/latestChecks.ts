import { CheckRunRecord, StatusRecord } from '../state/records';
import { Repository } from '../state/Repository';

function lastOf<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map(item => [key(item), item])).values()];
}

/** The last check run of each name and creator, for a commit. */
export function latestCheckRuns(
  repository: Repository,
  sha: string,
): CheckRunRecord[] {
  return lastOf(
    repository.data.checkRuns.filter(run => run.headSha === sha),
    run => `${run.creator.login} ${run.name}`,
  );
}

/** The last status of each context, for a commit. */
export function latestStatuses(
  repository: Repository,
  sha: string,
): StatusRecord[] {
  return lastOf(
    repository.data.statuses.filter(status => status.sha === sha),
    status => status.context,
  );
}

/** GitHub's sum of the statuses: none yet counts as pending. */
export function combinedState(
  statuses: readonly StatusRecord[],
): 'failure' | 'pending' | 'success' {
  if (statuses.some(({ state }) => state === 'failure' || state === 'error')) {
    return 'failure';
  }
  const green =
    statuses.length > 0 && statuses.every(({ state }) => state === 'success');
  return green ? 'success' : 'pending';
}
