import { z } from 'zod';

import { ApiCall } from '../http/ApiCall';
import { notFound, unprocessable } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { ok, paged } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { presentPullRequestSimple } from '../present/presentPullRequest';
import { presentReview } from '../present/presentReview';
import { presentUser } from '../present/presentUser';
import { nextId } from '../state/nextId';
import { ReviewRecord } from '../state/records';
import { announceReview } from '../webhooks/issueEvents';

const newReview = z.object({
  body: z.string().optional(),
  event: z.enum(['APPROVE', 'REQUEST_CHANGES', 'COMMENT']).optional(),
  commit_id: z.string().optional(),
});

const reviewers = z.object({
  reviewers: z.array(z.string()).default([]),
  team_reviewers: z.array(z.string()).default([]),
});

const STATES = {
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
  COMMENT: 'COMMENTED',
} as const;

function users(call: ApiCall, logins: readonly string[]) {
  return logins.flatMap(login => {
    const user = call.context.users.byLogin(login);
    return user ? [presentUser(call.context.urls, user)] : [];
  });
}

/** Reviews of a pull request, and who is asked for one. */
export function reviewRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo/pulls/:number';

  api.get<Schemas['pull-request-review'][]>(`${base}/reviews`, async call => {
    const repository = call.repository();
    const record = call.pullRequest();
    return paged(call, record.pull.reviews, review =>
      presentReview(call.context, repository, record, review),
    );
  });

  api.post<Schemas['pull-request-review']>(`${base}/reviews`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const record = call.pullRequest();
    const wanted = call.parse(newReview);
    if (wanted.event === 'APPROVE' && actor.login === record.author.login) {
      throw unprocessable('Can not approve your own pull request');
    }
    if (wanted.event && wanted.event !== 'APPROVE' && !wanted.body) {
      throw unprocessable('Unprocessable Entity: a body is needed');
    }
    const review: ReviewRecord = {
      id: nextId(),
      author: actor,
      body: wanted.body ?? '',
      state: wanted.event ? STATES[wanted.event] : 'PENDING',
      commitId: wanted.commit_id ?? record.pull.headSha,
      submittedAt: new Date().toISOString(),
    };
    record.pull.reviews.push(review);
    record.pull.requestedReviewers = record.pull.requestedReviewers.filter(
      login => login !== actor.login,
    );
    record.updatedAt = review.submittedAt;
    await repository.save();
    if (review.state !== 'PENDING') {
      announceReview(call.context, repository, record, review);
    }
    return ok(presentReview(call.context, repository, record, review));
  });

  api.get<Schemas['pull-request-review']>(`${base}/reviews/:id`, async call => {
    const record = call.pullRequest();
    const id = call.number('id');
    const review = record.pull.reviews.find(each => each.id === id);
    if (!review) {
      throw notFound();
    }
    return ok(presentReview(call.context, call.repository(), record, review));
  });

  api.get<Schemas['pull-request-review-request']>(
    `${base}/requested_reviewers`,
    async call => {
      const { requestedReviewers } = call.pullRequest().pull;
      return ok({ users: users(call, requestedReviewers), teams: [] });
    },
  );

  api.post<Schemas['pull-request-simple']>(
    `${base}/requested_reviewers`,
    async call => {
      call.actor();
      const repository = call.repository();
      const record = call.pullRequest();
      const wanted = call.parse(reviewers).reviewers;
      const known = users(call, wanted).map(user => user.login);
      if (known.length < wanted.length) {
        throw unprocessable(
          'Reviews may only be requested from collaborators.',
        );
      }
      record.pull.requestedReviewers = [
        ...new Set([...record.pull.requestedReviewers, ...known]),
      ];
      await repository.save();
      const body = presentPullRequestSimple(call.context, repository, record);
      return { status: 201, body };
    },
  );

  api.delete<Schemas['pull-request-simple']>(
    `${base}/requested_reviewers`,
    async call => {
      call.actor();
      const repository = call.repository();
      const record = call.pullRequest();
      const gone = call.parse(reviewers).reviewers;
      record.pull.requestedReviewers = record.pull.requestedReviewers.filter(
        login => !gone.includes(login),
      );
      await repository.save();
      return ok(presentPullRequestSimple(call.context, repository, record));
    },
  );

  // Comments on lines are not offered; readers of pull requests ask for them.
  api.get<Schemas['pull-request-review-comment'][]>(
    `${base}/comments`,
    async call => {
      call.pullRequest();
      return ok([]);
    },
  );
}
