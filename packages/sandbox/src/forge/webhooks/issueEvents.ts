import { ForgeContext } from '../ForgeContext';
import { ForgeUser } from '../options';
import { presentComment, presentIssue } from '../present/presentIssue';
import { presentPullRequestSimple } from '../present/presentPullRequest';
import { presentRepository } from '../present/presentRepository';
import { presentReview } from '../present/presentReview';
import { presentUser } from '../present/presentUser';
import {
  CommentRecord,
  IssueRecord,
  PullRequestRecord,
  ReviewRecord,
} from '../state/records';
import { Repository } from '../state/Repository';

/** Tells the webhooks of a new, changed or removed comment. */
export function announceComment(
  context: ForgeContext,
  repository: Repository,
  issue: IssueRecord,
  comment: CommentRecord,
  happened: { action: 'created' | 'edited' | 'deleted'; before?: string },
  sender: ForgeUser,
): void {
  context.webhooks.send(repository, 'issue_comment', {
    action: happened.action,
    ...(happened.before !== undefined && {
      changes: { body: { from: happened.before } },
    }),
    issue: presentIssue(context, repository, issue),
    comment: presentComment(context, repository, issue, comment),
    repository: presentRepository(context.urls, repository),
    sender: presentUser(context.urls, sender),
  });
}

/** Tells the webhooks what happened to an issue that is no pull request. */
export function announceIssue(
  context: ForgeContext,
  repository: Repository,
  issue: IssueRecord,
  action: 'opened' | 'edited' | 'closed' | 'reopened',
  sender: ForgeUser,
): void {
  context.webhooks.send(repository, 'issues', {
    action,
    issue: presentIssue(context, repository, issue),
    repository: presentRepository(context.urls, repository),
    sender: presentUser(context.urls, sender),
  });
}

/** Tells the webhooks of a review. */
export function announceReview(
  context: ForgeContext,
  repository: Repository,
  record: PullRequestRecord,
  review: ReviewRecord,
): void {
  const presented = presentReview(context, repository, record, review);
  context.webhooks.send(repository, 'pull_request_review', {
    action: 'submitted',
    // In events GitHub writes the state in lower case.
    review: { ...presented, state: presented.state.toLowerCase() },
    pull_request: presentPullRequestSimple(context, repository, record),
    repository: presentRepository(context.urls, repository),
    sender: presentUser(context.urls, review.author),
  });
}
