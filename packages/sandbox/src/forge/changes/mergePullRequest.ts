import { ForgeContext } from '../ForgeContext';
import { listCommits, Signature, writeCommit } from '../git/commits';
import { mergeTrees, rebase } from '../git/merge';
import { readRef, updateRef } from '../git/refs';
import { ApiError, conflict } from '../http/ApiError';
import { ForgeUser } from '../options';
import { PullRequestRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { noticeRefChanges } from './noticeRefChanges';

/** How a pull request's commits come into the base branch. */
export type MergeMethod = 'merge' | 'squash' | 'rebase';

/** What a merge is asked to do. */
export type MergeRequest = {
  method: MergeMethod;
  title?: string;
  message?: string;
  /** What the head must be, so that nothing unseen is merged. */
  sha?: string;
};

function signatureOf(user: { name: string; email: string }): Signature {
  return {
    name: user.name,
    email: user.email,
    date: new Date().toISOString(),
  };
}

const COMMITTER = { name: 'Forge', email: 'noreply@forge.example' };

function notMergeable(): ApiError {
  return new ApiError(405, 'Pull Request is not mergeable');
}

function joinMessage(title: string, message: string): string {
  return message ? `${title}\n\n${message}` : title;
}

/** Names everyone whose commit goes into the squashed one, as GitHub does. */
async function squashMessage(
  repository: Repository,
  record: PullRequestRecord,
  actor: ForgeUser,
): Promise<string> {
  const { baseSha, headSha } = record.pull;
  const commits = await listCommits(repository.git, `${baseSha}..${headSha}`, {
    oldestFirst: true,
  });
  const trailers = commits.flatMap(commit => [
    ...(commit.author.email === actor.email
      ? []
      : [`Co-authored-by: ${commit.author.name} <${commit.author.email}>`]),
    ...(commit.message.match(/^co-authored-by: .+$/gim) ?? []),
  ]);
  const subjects =
    commits.length > 1
      ? commits.map(commit => `* ${commit.message.split('\n')[0]}`)
      : [];
  return [subjects.join('\n'), [...new Set(trailers)].join('\n')]
    .filter(Boolean)
    .join('\n\n');
}

async function mergedTip(
  repository: Repository,
  record: PullRequestRecord,
  request: MergeRequest,
  actor: ForgeUser,
): Promise<string> {
  const { git } = repository;
  const { baseSha, headSha } = record.pull;
  const committer = signatureOf(COMMITTER);
  if (request.method === 'rebase') {
    const tip = await rebase(git, baseSha, headSha, committer);
    if (!tip) {
      throw notMergeable();
    }
    return tip;
  }
  const tree = await mergeTrees(git, baseSha, headSha);
  if (!tree) {
    throw notMergeable();
  }
  const squash = request.method === 'squash';
  const title =
    request.title ??
    (squash
      ? `${record.title} (#${record.number})`
      : `Merge pull request #${record.number} from ${repository.owner}/${record.pull.head}`);
  const message =
    request.message ??
    (squash ? await squashMessage(repository, record, actor) : record.title);
  return writeCommit(git, {
    tree,
    parents: squash ? [baseSha] : [baseSha, headSha],
    author: signatureOf(actor),
    committer,
    message: joinMessage(title, message),
  });
}

/**
 * Merges a pull request and deletes its branch.
 *
 * @returns the commit that the base branch points at afterwards
 * @throws ApiError 405 when it cannot be merged, 409 when its head moved
 */
export function mergePullRequest(
  context: ForgeContext,
  repository: Repository,
  record: PullRequestRecord,
  request: MergeRequest,
  actor: ForgeUser,
): Promise<string> {
  return repository.exclusive(async () => {
    const { git } = repository;
    // A branch that was moved in the repository's folder itself counts too.
    await noticeRefChanges(context, repository, actor);
    const { pull } = record;
    if (record.state !== 'open' || pull.draft) {
      throw notMergeable();
    }
    if (request.sha && request.sha !== pull.headSha) {
      throw conflict(
        'Head branch was modified. Review and try the merge again.',
      );
    }
    const tip = await mergedTip(repository, record, request, actor);
    pull.pendingMerge = { sha: tip, by: actor };
    await repository.save();
    await updateRef(git, `refs/heads/${pull.base}`, tip, pull.baseSha);
    await noticeRefChanges(context, repository, actor);
    await deleteMergedBranch(context, repository, record, actor);
    return tip;
  });
}

async function deleteMergedBranch(
  context: ForgeContext,
  repository: Repository,
  { pull }: PullRequestRecord,
  actor: ForgeUser,
): Promise<void> {
  const ref = `refs/heads/${pull.head}`;
  const usedElsewhere = repository
    .pullRequests()
    .some(
      other =>
        other.state === 'open' &&
        (other.pull.head === pull.head || other.pull.base === pull.head),
    );
  const tip = await readRef(repository.git, ref);
  const keep = usedElsewhere || pull.head === repository.data.defaultBranch;
  if (tip === pull.headSha && !keep) {
    await updateRef(repository.git, ref, undefined, tip);
    await noticeRefChanges(context, repository, actor);
  }
}
