import { ForgeContext } from '../ForgeContext';
import { mergeabilityOf } from '../changes/mergeability';
import { countCommits, mergeBase } from '../git/commits';
import { diffCommits, FileChange } from '../git/diff';
import { Schemas } from '../http/schemas';
import { PullRequestRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { nodeId } from './nodeId';
import { presentLabel } from './presentIssue';
import { presentRepository } from './presentRepository';
import { presentOwner, presentUser } from './presentUser';

/** The files that a pull request changes, compared with where it began. */
export async function filesOf(
  repository: Repository,
  { pull }: PullRequestRecord,
): Promise<FileChange[]> {
  const { git } = repository;
  const from = await mergeBase(git, pull.baseSha, pull.headSha);
  return diffCommits(git, from, pull.headSha);
}

function linksOf(api: string, html: string, issue: string, statuses: string) {
  return {
    self: { href: api },
    html: { href: html },
    issue: { href: issue },
    comments: { href: `${issue}/comments` },
    review_comments: { href: `${api}/comments` },
    review_comment: { href: `${api}/comments{/number}` },
    commits: { href: `${api}/commits` },
    statuses: { href: statuses },
  };
}

/** A pull request as it stands in lists. */
export function presentPullRequestSimple(
  context: ForgeContext,
  repository: Repository,
  record: PullRequestRecord,
) {
  const { urls } = context;
  const { pull, number } = record;
  const api = urls.repositoryApi(repository.fullName);
  const url = `${api}/pulls/${number}`;
  const html = urls.pull(repository.fullName, number);
  const issue = `${api}/issues/${number}`;
  const statuses = `${api}/statuses/${pull.headSha}`;
  const repo = presentRepository(urls, repository);
  const owner = presentOwner(urls, repository.owner);
  const branch = (ref: string, sha: string) => ({
    label: `${repository.owner}:${ref}`,
    ref,
    sha,
    user: owner,
    repo,
  });
  const assignees = record.assignees.flatMap(login => {
    const user = context.users.byLogin(login);
    return user ? [presentUser(urls, user)] : [];
  });
  return {
    url,
    id: record.id,
    node_id: nodeId('PullRequest', record.id),
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    issue_url: issue,
    commits_url: `${url}/commits`,
    review_comments_url: `${url}/comments`,
    review_comment_url: `${url}/comments{/number}`,
    comments_url: `${issue}/comments`,
    statuses_url: statuses,
    number,
    state: record.state,
    locked: false,
    title: record.title,
    user: presentUser(urls, record.author),
    body: record.body ?? null,
    labels: record.labels.map(name => presentLabel(urls, repository, name)),
    milestone: null,
    active_lock_reason: null,
    created_at: record.createdAt,
    updated_at: record.updatedAt,
    closed_at: record.closedAt ?? null,
    merged_at: pull.mergedAt ?? null,
    merge_commit_sha: pull.mergeCommitSha ?? null,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: pull.requestedReviewers.flatMap(login => {
      const user = context.users.byLogin(login);
      return user ? [presentUser(urls, user)] : [];
    }),
    requested_teams: [],
    head: branch(pull.head, pull.headSha),
    base: branch(pull.base, pull.baseSha),
    _links: linksOf(url, html, issue, statuses),
    author_association: 'MEMBER' as const,
    auto_merge: null,
    draft: pull.draft,
  } satisfies Schemas['pull-request-simple'];
}

/** A pull request on its own, with what has to be computed. */
export async function presentPullRequest(
  context: ForgeContext,
  repository: Repository,
  record: PullRequestRecord,
) {
  const { pull } = record;
  const [merge, files, commits] = await Promise.all([
    mergeabilityOf(repository, record),
    filesOf(repository, record),
    countCommits(repository.git, `${pull.baseSha}..${pull.headSha}`),
  ]);
  const sum = (pick: (file: FileChange) => number) =>
    files.reduce((total, file) => total + pick(file), 0);
  return {
    ...presentPullRequestSimple(context, repository, record),
    merged: pull.mergedAt !== undefined,
    mergeable: merge.mergeable ?? null,
    rebaseable: merge.mergeable ?? null,
    mergeable_state: merge.state,
    merged_by: pull.mergedBy ? presentUser(context.urls, pull.mergedBy) : null,
    comments: record.comments.length,
    review_comments: 0,
    maintainer_can_modify: false,
    commits,
    additions: sum(file => file.additions),
    deletions: sum(file => file.deletions),
    changed_files: files.length,
  } satisfies Schemas['pull-request'];
}
