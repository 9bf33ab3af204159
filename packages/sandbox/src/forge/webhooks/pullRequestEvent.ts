import { ForgeContext } from '../ForgeContext';
import { Schemas } from '../http/schemas';
import { ForgeUser } from '../options';
import { presentPullRequest } from '../present/presentPullRequest';
import { presentRepository } from '../present/presentRepository';
import { presentUser } from '../present/presentUser';
import { PullRequestRecord } from '../state/records';
import { Repository } from '../state/Repository';

/** What happened to a pull request. */
export type PullRequestAction =
  | { action: 'opened' | 'closed' | 'reopened' }
  | { action: 'synchronize'; before: string; after: string }
  | {
      action: 'edited';
      changes: { title?: { from: string }; body?: { from: string } };
    };

type Payload =
  | Schemas['webhook-pull-request-opened']
  | Schemas['webhook-pull-request-closed']
  | Schemas['webhook-pull-request-reopened']
  | Schemas['webhook-pull-request-synchronize']
  | Schemas['webhook-pull-request-edited'];

/** Tells the webhooks what happened to a pull request. */
export async function announcePullRequest(
  context: ForgeContext,
  repository: Repository,
  record: PullRequestRecord,
  sender: ForgeUser,
  happened: PullRequestAction,
): Promise<void> {
  const payload = {
    ...happened,
    number: record.number,
    pull_request: await presentPullRequest(context, repository, record),
    repository: presentRepository(context.urls, repository),
    sender: presentUser(context.urls, sender),
  } satisfies Payload;
  context.webhooks.send(repository, 'pull_request', payload);
}
