import { ForgeContext } from '../ForgeContext';
import { Schemas } from '../http/schemas';
import { CommentRecord, IssueRecord, LabelRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { ForgeUrls } from './ForgeUrls';
import { nodeId } from './nodeId';
import { presentUser, userId } from './presentUser';

/** A label; one that was only ever used by name gets GitHub's grey. */
export function presentLabel(
  urls: ForgeUrls,
  repository: Repository,
  name: string,
) {
  const known: LabelRecord = repository.data.labels.find(
    label => label.name.toLowerCase() === name.toLowerCase(),
  ) ?? { id: userId(name), name, color: 'ededed' };
  return {
    id: known.id,
    node_id: nodeId('Label', known.id),
    url: `${urls.repositoryApi(
      repository.fullName,
    )}/labels/${encodeURIComponent(known.name)}`,
    name: known.name,
    color: known.color,
    description: known.description ?? '',
    default: false,
  } satisfies Schemas['label'];
}

function noReactions(url: string) {
  return {
    url: `${url}/reactions`,
    total_count: 0,
    '+1': 0,
    '-1': 0,
    laugh: 0,
    hooray: 0,
    confused: 0,
    heart: 0,
    rocket: 0,
    eyes: 0,
  } satisfies Schemas['reaction-rollup'];
}

/** An issue, or a pull request seen as one. */
export function presentIssue(
  context: ForgeContext,
  repository: Repository,
  issue: IssueRecord,
) {
  const { urls } = context;
  const api = urls.repositoryApi(repository.fullName);
  const url = `${api}/issues/${issue.number}`;
  const html = issue.pull
    ? urls.pull(repository.fullName, issue.number)
    : `${urls.repository(repository.fullName)}/issues/${issue.number}`;
  const assignees = issue.assignees.flatMap(login => {
    const user = context.users.byLogin(login);
    return user ? [presentUser(urls, user)] : [];
  });
  return {
    id: issue.id,
    node_id: nodeId('Issue', issue.id),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    number: issue.number,
    state: issue.state,
    state_reason: issue.state === 'closed' ? ('completed' as const) : null,
    title: issue.title,
    body: issue.body ?? null,
    user: presentUser(urls, issue.author),
    labels: issue.labels.map(name => presentLabel(urls, repository, name)),
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    locked: false,
    active_lock_reason: null,
    comments: issue.comments.length,
    closed_at: issue.closedAt ?? null,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_by: issue.closedBy ? presentUser(urls, issue.closedBy) : null,
    author_association: 'MEMBER' as const,
    reactions: noReactions(url),
    performed_via_github_app: null,
    ...(issue.pull && {
      draft: issue.pull.draft,
      pull_request: {
        url: `${api}/pulls/${issue.number}`,
        html_url: html,
        diff_url: `${html}.diff`,
        patch_url: `${html}.patch`,
        merged_at: issue.pull.mergedAt ?? null,
      },
    }),
  } satisfies Schemas['issue'];
}

/** A comment on an issue or a pull request. */
export function presentComment(
  { urls }: ForgeContext,
  repository: Repository,
  issue: IssueRecord,
  comment: CommentRecord,
) {
  const api = urls.repositoryApi(repository.fullName);
  const url = `${api}/issues/comments/${comment.id}`;
  const page = issue.pull ? 'pull' : 'issues';
  return {
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    url,
    html_url: `${urls.repository(repository.fullName)}/${page}/${
      issue.number
    }#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${issue.number}`,
    body: comment.body,
    user: presentUser(urls, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: 'MEMBER' as const,
    reactions: noReactions(url),
    performed_via_github_app: null,
  } satisfies Schemas['issue-comment'];
}
