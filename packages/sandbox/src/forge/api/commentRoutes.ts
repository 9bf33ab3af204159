import { z } from 'zod';

import { ApiCall } from '../http/ApiCall';
import { notFound, validationFailed } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { created, noContent, ok, paged } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { presentComment } from '../present/presentIssue';
import { nextId } from '../state/nextId';
import { CommentRecord, IssueRecord } from '../state/records';
import { announceComment } from '../webhooks/issueEvents';

const writing = z.object({ body: z.string() });

/** GitHub's longest comment, in characters. */
const LONGEST = 65_536;

function bodyOf(call: ApiCall): string {
  const { body } = call.parse(writing);
  if (!body.trim()) {
    throw validationFailed({
      resource: 'IssueComment',
      code: 'missing_field',
      field: 'body',
    });
  }
  if (body.length > LONGEST) {
    throw validationFailed({
      resource: 'IssueComment',
      code: 'custom',
      field: 'body',
      message: `body is too long (maximum is ${LONGEST} characters)`,
    });
  }
  return body;
}

function commentOf(call: ApiCall): [IssueRecord, CommentRecord] {
  const id = call.number('id');
  for (const issue of call.repository().data.issues) {
    const comment = issue.comments.find(each => each.id === id);
    if (comment) {
      return [issue, comment];
    }
  }
  throw notFound();
}

/** Comments on issues and pull requests. */
export function commentRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo/issues';

  api.get<Schemas['issue-comment'][]>(
    `${base}/:number(\\d+)/comments`,
    async call => {
      const repository = call.repository();
      const issue = call.issue();
      return paged(call, issue.comments, comment =>
        presentComment(call.context, repository, issue, comment),
      );
    },
  );

  api.post<Schemas['issue-comment']>(
    `${base}/:number(\\d+)/comments`,
    async call => {
      const actor = call.actor();
      const repository = call.repository();
      const issue = call.issue();
      const now = new Date().toISOString();
      const comment: CommentRecord = {
        id: nextId(),
        author: actor,
        body: bodyOf(call),
        createdAt: now,
        updatedAt: now,
      };
      issue.comments.push(comment);
      issue.updatedAt = now;
      await repository.save();
      announceComment(
        call.context,
        repository,
        issue,
        comment,
        { action: 'created' },
        actor,
      );
      return created(presentComment(call.context, repository, issue, comment));
    },
  );

  api.get<Schemas['issue-comment']>(`${base}/comments/:id`, async call => {
    const [issue, comment] = commentOf(call);
    return ok(presentComment(call.context, call.repository(), issue, comment));
  });

  api.patch<Schemas['issue-comment']>(`${base}/comments/:id`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const [issue, comment] = commentOf(call);
    const before = comment.body;
    comment.body = bodyOf(call);
    comment.updatedAt = new Date().toISOString();
    await repository.save();
    announceComment(
      call.context,
      repository,
      issue,
      comment,
      { action: 'edited', before },
      actor,
    );
    return ok(presentComment(call.context, repository, issue, comment));
  });

  api.delete(`${base}/comments/:id`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const [issue, comment] = commentOf(call);
    issue.comments = issue.comments.filter(each => each !== comment);
    await repository.save();
    announceComment(
      call.context,
      repository,
      issue,
      comment,
      { action: 'deleted' },
      actor,
    );
    return noContent();
  });
}
