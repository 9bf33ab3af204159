import { ForgeContext } from '../ForgeContext';
import { readCommit } from '../git/commits';
import { listRefs } from '../git/refs';
import { Schemas } from '../http/schemas';
import { ForgeUser } from '../options';
import {
  presentApp,
  presentCheckRun,
  presentStatus,
  pullRequestsAt,
} from '../present/presentChecks';
import { presentCommit } from '../present/presentCommit';
import { presentRepository } from '../present/presentRepository';
import { presentUser } from '../present/presentUser';
import { CheckRunRecord, StatusRecord } from '../state/records';
import { Repository } from '../state/Repository';

/** Tells the webhooks that a check run began or ended. */
export function announceCheckRun(
  context: ForgeContext,
  repository: Repository,
  run: CheckRunRecord,
  action: 'created' | 'completed',
  sender: ForgeUser,
): void {
  const { urls } = context;
  const presented = presentCheckRun(context, repository, run);
  const pulls = pullRequestsAt(urls, repository, run.headSha);
  const payload = {
    action,
    check_run: {
      ...presented,
      conclusion: presented.conclusion ?? null,
      check_suite: {
        id: presented.check_suite.id,
        head_branch: pulls[0]?.head.ref ?? null,
        head_sha: run.headSha,
        status: run.status === 'completed' ? 'completed' : 'in_progress',
        conclusion: run.conclusion ?? null,
        url: `${urls.repositoryApi(repository.fullName)}/check-suites/${
          presented.check_suite.id
        }`,
        before: null,
        after: run.headSha,
        pull_requests: pulls,
        app: presentApp(urls, run.creator),
      },
    },
    repository: presentRepository(urls, repository),
    sender: presentUser(urls, sender),
  };
  context.webhooks.send(repository, 'check_run', payload);
}

/** Tells the webhooks of a new commit status. */
export async function announceStatus(
  context: ForgeContext,
  repository: Repository,
  status: StatusRecord,
  sender: ForgeUser,
): Promise<void> {
  const { urls } = context;
  const refs = await listRefs(repository.git);
  const api = urls.repositoryApi(repository.fullName);
  const commit = await readCommit(repository.git, status.sha);
  const presented = presentStatus(context, repository, status);
  const payload = {
    id: status.id,
    sha: status.sha,
    name: repository.fullName,
    target_url: presented.target_url,
    avatar_url: presented.avatar_url,
    context: status.context,
    description: presented.description,
    state: status.state,
    commit: presentCommit(context, repository, commit),
    branches: [...refs]
      .filter(
        ([ref, sha]) => sha === status.sha && ref.startsWith('refs/heads/'),
      )
      .map(([ref, sha]) => ({
        name: ref.slice('refs/heads/'.length),
        commit: { sha, url: `${api}/commits/${sha}` },
        protected: false,
      })),
    created_at: presented.created_at,
    updated_at: presented.updated_at,
    repository: presentRepository(urls, repository),
    sender: presentUser(urls, sender),
  } satisfies Schemas['webhook-status'];
  context.webhooks.send(repository, 'status', payload);
}
