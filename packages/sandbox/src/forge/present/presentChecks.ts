import { ForgeContext } from '../ForgeContext';
import { Schemas } from '../http/schemas';
import { ForgeUser } from '../options';
import {
  CheckRunRecord,
  PullRequestRecord,
  StatusRecord,
} from '../state/records';
import { Repository } from '../state/Repository';
import { ForgeUrls } from './ForgeUrls';
import { nodeId } from './nodeId';
import { presentUser, userId } from './presentUser';

/** A commit status. */
export function presentStatus(
  { urls }: ForgeContext,
  repository: Repository,
  status: StatusRecord,
) {
  return {
    url: `${urls.repositoryApi(repository.fullName)}/statuses/${status.sha}`,
    avatar_url: `${urls.html}/_avatars/${status.creator.login}.svg`,
    id: status.id,
    node_id: nodeId('StatusContext', status.id),
    state: status.state,
    description: status.description ?? null,
    target_url: status.targetUrl ?? null,
    context: status.context,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    creator: presentUser(urls, status.creator),
  } satisfies Schemas['status'];
}

/** On GitHub only apps write checks, so whoever did is shown as an app. */
export function presentApp(urls: ForgeUrls, creator: ForgeUser) {
  return {
    id: userId(creator.login),
    node_id: nodeId('App', creator.login),
    slug: creator.login,
    owner: presentUser(urls, creator),
    name: creator.name,
    description: '',
    external_url: `${urls.html}/${creator.login}`,
    html_url: `${urls.html}/${creator.login}`,
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
    permissions: { checks: 'write', contents: 'read' },
    events: [],
  } satisfies Schemas['integration'];
}

/** One suite for each commit and creator; its number follows from them. */
export function suiteId(sha: string, creator: ForgeUser): number {
  return parseInt(sha.slice(0, 8), 16) * 1000 + (userId(creator.login) % 1000);
}

function presentPullRequestMinimal(
  urls: ForgeUrls,
  repository: Repository,
  record: PullRequestRecord,
): Schemas['pull-request-minimal'] {
  const url = urls.repositoryApi(repository.fullName);
  const repo = { id: repository.data.id, url, name: repository.name };
  const { pull } = record;
  return {
    id: record.id,
    number: record.number,
    url: `${url}/pulls/${record.number}`,
    head: { ref: pull.head, sha: pull.headSha, repo },
    base: { ref: pull.base, sha: pull.baseSha, repo },
  };
}

/** The open pull requests whose head a commit is. */
export function pullRequestsAt(
  urls: ForgeUrls,
  repository: Repository,
  sha: string,
): Schemas['pull-request-minimal'][] {
  return repository
    .pullRequests()
    .filter(({ state, pull }) => state === 'open' && pull.headSha === sha)
    .map(record => presentPullRequestMinimal(urls, repository, record));
}

/** A check run. */
export function presentCheckRun(
  { urls }: ForgeContext,
  repository: Repository,
  run: CheckRunRecord,
) {
  const url = `${urls.repositoryApi(repository.fullName)}/check-runs/${run.id}`;
  const html = `${urls.repository(repository.fullName)}/runs/${run.id}`;
  return {
    id: run.id,
    head_sha: run.headSha,
    node_id: nodeId('CheckRun', run.id),
    external_id: run.externalId ?? '',
    url,
    html_url: html,
    details_url: run.detailsUrl ?? html,
    status: run.status,
    conclusion: run.conclusion ?? null,
    started_at: run.startedAt ?? null,
    completed_at: run.completedAt ?? null,
    output: {
      title: run.title ?? null,
      summary: run.summary ?? null,
      text: run.text ?? null,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: run.name,
    check_suite: { id: suiteId(run.headSha, run.creator) },
    app: presentApp(urls, run.creator),
    pull_requests: pullRequestsAt(urls, repository, run.headSha),
  } satisfies Schemas['check-run'];
}
