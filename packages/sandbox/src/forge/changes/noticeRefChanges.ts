import { ForgeContext } from '../ForgeContext';
import { isAncestor } from '../git/commits';
import { listRefs, updateRef, ZERO_SHA } from '../git/refs';
import { ForgeUser } from '../options';
import { PullRequestRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { announcePullRequest } from '../webhooks/pullRequestEvent';
import { announcePush } from '../webhooks/pushEvent';

/** One branch or tag that is not what it was. */
export type RefChange = { ref: string; before: string; after: string };

function compare(
  before: Readonly<Record<string, string>>,
  after: ReadonlyMap<string, string>,
): RefChange[] {
  const names = new Set([...Object.keys(before), ...after.keys()]);
  return [...names]
    .sort()
    .map(ref => ({
      ref,
      before: before[ref] ?? ZERO_SHA,
      after: after.get(ref) ?? ZERO_SHA,
    }))
    .filter(change => change.before !== change.after);
}

/** Marks a pull request as merged by a commit that stands in its base. */
function markMerged(
  record: PullRequestRecord,
  commit: string,
  by: ForgeUser,
  now: string,
): void {
  Object.assign(record, {
    state: 'closed',
    closedAt: now,
    closedBy: by,
    updatedAt: now,
  });
  Object.assign(record.pull, {
    mergedAt: now,
    mergedBy: by,
    mergeCommitSha: commit,
    pendingMerge: undefined,
  });
}

/** Whether the base holds what a merge was about to put there, or all commits. */
async function mergedCommit(
  repository: Repository,
  record: PullRequestRecord,
  base: string,
): Promise<string | undefined> {
  const { pendingMerge, baseSha, headSha } = record.pull;
  if (
    pendingMerge &&
    (await isAncestor(repository.git, pendingMerge.sha, base))
  ) {
    return pendingMerge.sha;
  }
  // A head that the base held from the start has nothing to merge.
  if (base !== baseSha && (await isAncestor(repository.git, headSha, base))) {
    return base;
  }
  return undefined;
}

/**
 * The one place that learns of moved branches, whoever moved them: a push, the
 * API, a merge, or a process that was killed before it could tell. It brings
 * the pull requests up to date, saves, then tells the webhooks.
 *
 * Call it within `repository.exclusive`.
 */
export async function noticeRefChanges(
  context: ForgeContext,
  repository: Repository,
  actor: ForgeUser,
): Promise<RefChange[]> {
  const { git, data } = repository;
  const refs = await listRefs(git);
  const changes = compare(data.refs, refs);
  const now = new Date().toISOString();
  const events: (() => Promise<void>)[] = [];

  for (const record of repository.pullRequests()) {
    if (record.state !== 'open') {
      continue;
    }
    const { pull } = record;
    const base = refs.get(`refs/heads/${pull.base}`);
    const head = refs.get(`refs/heads/${pull.head}`);
    const merged = base && (await mergedCommit(repository, record, base));
    if (merged) {
      const by = pull.pendingMerge?.by ?? actor;
      markMerged(record, merged, by, now);
      events.push(() =>
        announcePullRequest(context, repository, record, by, {
          action: 'closed',
        }),
      );
      continue;
    }
    pull.pendingMerge = undefined;
    if (!head || !base) {
      Object.assign(record, {
        state: 'closed',
        closedAt: now,
        closedBy: actor,
        updatedAt: now,
      });
      events.push(() =>
        announcePullRequest(context, repository, record, actor, {
          action: 'closed',
        }),
      );
      continue;
    }
    pull.baseSha = base;
    if (head !== pull.headSha) {
      const before = pull.headSha;
      pull.headSha = head;
      record.updatedAt = now;
      await updateRef(git, `refs/pull/${record.number}/head`, head);
      events.push(() =>
        announcePullRequest(context, repository, record, actor, {
          action: 'synchronize',
          before,
          after: head,
        }),
      );
    }
  }

  if (changes.length === 0 && events.length === 0) {
    return [];
  }
  data.refs = Object.fromEntries(refs);
  data.pushedAt = changes.length > 0 ? now : data.pushedAt;
  await repository.save();
  for (const change of changes) {
    await announcePush(context, repository, change, actor);
  }
  for (const announce of events) {
    await announce();
  }
  return changes;
}
