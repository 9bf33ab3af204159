import { mergeTrees } from '../git/merge';
import { CheckRunRecord, PullRequestRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { latestCheckRuns, latestStatuses } from './latestChecks';

/** Whether a pull request can be merged, and what GitHub calls its state. */
export type Mergeability = {
  /** Undefined once the pull request is closed. */
  mergeable: boolean | undefined;
  state: 'clean' | 'dirty' | 'unstable' | 'draft' | 'unknown';
};

const KEPT = 500;
// Both commits are in the key, so an entry never becomes wrong.
const known = new Map<string, boolean>();

async function mergesCleanly(
  repository: Repository,
  base: string,
  head: string,
): Promise<boolean> {
  const key = `${repository.git.directory} ${base} ${head}`;
  const found = known.get(key);
  if (found !== undefined) {
    return found;
  }
  const clean = (await mergeTrees(repository.git, base, head)) !== undefined;
  if (known.size >= KEPT) {
    known.delete(known.keys().next().value!);
  }
  known.set(key, clean);
  return clean;
}

function isGreen(run: CheckRunRecord): boolean {
  return ['success', 'neutral', 'skipped'].includes(run.conclusion ?? '');
}

/** Computes whether an open pull request can be merged. */
export async function mergeabilityOf(
  repository: Repository,
  { state, pull }: PullRequestRecord,
): Promise<Mergeability> {
  if (state !== 'open') {
    return { mergeable: undefined, state: 'unknown' };
  }
  if (!(await mergesCleanly(repository, pull.baseSha, pull.headSha))) {
    return { mergeable: false, state: 'dirty' };
  }
  if (pull.draft) {
    return { mergeable: true, state: 'draft' };
  }
  const green =
    latestCheckRuns(repository, pull.headSha).every(isGreen) &&
    latestStatuses(repository, pull.headSha).every(
      status => status.state === 'success',
    );
  return { mergeable: true, state: green ? 'clean' : 'unstable' };
}
