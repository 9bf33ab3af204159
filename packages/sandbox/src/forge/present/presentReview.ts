import { ForgeContext } from '../ForgeContext';
import { Schemas } from '../http/schemas';
import { PullRequestRecord, ReviewRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { nodeId } from './nodeId';
import { presentUser } from './presentUser';

/** A review of a pull request. */
export function presentReview(
  { urls }: ForgeContext,
  repository: Repository,
  { number }: PullRequestRecord,
  review: ReviewRecord,
) {
  const pull = `${urls.repositoryApi(repository.fullName)}/pulls/${number}`;
  const html = `${urls.pull(repository.fullName, number)}#pullrequestreview-${
    review.id
  }`;
  return {
    id: review.id,
    node_id: nodeId('PullRequestReview', review.id),
    user: presentUser(urls, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pull,
    _links: { html: { href: html }, pull_request: { href: pull } },
    commit_id: review.commitId,
    submitted_at: review.submittedAt,
    author_association: 'MEMBER' as const,
  } satisfies Schemas['pull-request-review'];
}
