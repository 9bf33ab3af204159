import { ForgeContext } from '../ForgeContext';
import { countCommits } from '../git/commits';
import { isRefName, readRef, updateRef } from '../git/refs';
import { validationFailed } from '../http/ApiError';
import { ForgeUser } from '../options';
import { nextId } from '../state/nextId';
import { PullRequestRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { announcePullRequest } from '../webhooks/pullRequestEvent';

/** What a new pull request is made of. */
export type NewPullRequest = {
  title: string;
  body?: string;
  head: string;
  base: string;
  draft: boolean;
};

/** What may change in a pull request. */
export type PullRequestEdit = {
  title?: string;
  body?: string;
  state?: 'open' | 'closed';
  base?: string;
};

function invalid(field: 'head' | 'base') {
  return validationFailed({ resource: 'PullRequest', field, code: 'invalid' });
}

function custom(message: string) {
  return validationFailed({ resource: 'PullRequest', code: 'custom', message });
}

/** `acme:feature/x` → `feature/x`; other owners have no repository here. */
function branchOf(repository: Repository, head: string): string {
  const [owner, branch] = head.includes(':')
    ? head.split(':', 2)
    : [repository.owner, head];
  if (owner.toLowerCase() !== repository.owner.toLowerCase()) {
    throw invalid('head');
  }
  return branch;
}

async function tipOf(
  repository: Repository,
  branch: string,
  field: 'head' | 'base',
): Promise<string> {
  const sha = isRefName(branch)
    ? await readRef(repository.git, `refs/heads/${branch}`)
    : undefined;
  if (!sha) {
    throw invalid(field);
  }
  return sha;
}

function refuseDouble(repository: Repository, head: string, base: string) {
  const double = repository
    .pullRequests()
    .some(
      ({ state, pull }) =>
        state === 'open' && pull.head === head && pull.base === base,
    );
  if (double) {
    throw custom(
      `A pull request already exists for ${repository.owner}:${head}.`,
    );
  }
}

/**
 * Opens a pull request.
 *
 * @throws ApiError 422 when a branch is missing, there is nothing to merge, or
 * the branch has an open pull request already
 */
export function openPullRequest(
  context: ForgeContext,
  repository: Repository,
  wanted: NewPullRequest,
  author: ForgeUser,
): Promise<PullRequestRecord> {
  return repository.exclusive(async () => {
    const head = branchOf(repository, wanted.head);
    const [baseSha, headSha] = [
      await tipOf(repository, wanted.base, 'base'),
      await tipOf(repository, head, 'head'),
    ];
    refuseDouble(repository, head, wanted.base);
    if ((await countCommits(repository.git, `${baseSha}..${headSha}`)) === 0) {
      throw custom(`No commits between ${wanted.base} and ${head}`);
    }
    const now = new Date().toISOString();
    const record: PullRequestRecord = {
      id: nextId(),
      number: repository.data.nextNumber++,
      title: wanted.title,
      body: wanted.body,
      author,
      state: 'open',
      labels: [],
      assignees: [],
      createdAt: now,
      updatedAt: now,
      comments: [],
      pull: {
        base: wanted.base,
        head,
        baseSha,
        headSha,
        draft: wanted.draft,
        requestedReviewers: [],
        reviews: [],
      },
    };
    await updateRef(repository.git, `refs/pull/${record.number}/head`, headSha);
    repository.data.issues.push(record);
    await repository.save();
    await announcePullRequest(context, repository, record, author, {
      action: 'opened',
    });
    return record;
  });
}

/** Changes a pull request's words, closes it or opens it again. */
export function editPullRequest(
  context: ForgeContext,
  repository: Repository,
  record: PullRequestRecord,
  edit: PullRequestEdit,
  actor: ForgeUser,
): Promise<void> {
  return repository.exclusive(async () => {
    const { pull } = record;
    const reopens = edit.state === 'open' && record.state === 'closed';
    const closes = edit.state === 'closed' && record.state === 'open';
    if (reopens) {
      if (pull.mergedAt) {
        throw custom('A merged pull request cannot be opened again.');
      }
      pull.headSha = await tipOf(repository, pull.head, 'head');
      refuseDouble(repository, pull.head, pull.base);
    }
    const base = edit.base ?? pull.base;
    const baseSha =
      edit.base || reopens ? await tipOf(repository, base, 'base') : undefined;
    const now = new Date().toISOString();
    const edited =
      (edit.title !== undefined && edit.title !== record.title) ||
      (edit.body !== undefined && edit.body !== record.body) ||
      base !== pull.base;
    const changes = {
      ...(edit.title !== undefined && { title: { from: record.title } }),
      ...(edit.body !== undefined && { body: { from: record.body ?? '' } }),
    };
    Object.assign(record, {
      title: edit.title ?? record.title,
      body: edit.body ?? record.body,
      updatedAt: now,
      ...(closes && { state: 'closed', closedAt: now, closedBy: actor }),
      ...(reopens && {
        state: 'open',
        closedAt: undefined,
        closedBy: undefined,
      }),
    });
    Object.assign(pull, { base, ...(baseSha && { baseSha }) });
    await repository.save();
    if (edited) {
      await announcePullRequest(context, repository, record, actor, {
        action: 'edited',
        changes,
      });
    }
    if (closes || reopens) {
      await announcePullRequest(context, repository, record, actor, {
        action: closes ? 'closed' : 'reopened',
      });
    }
  });
}
