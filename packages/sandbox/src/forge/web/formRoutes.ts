import express, { Request, Response } from 'express';

import { mergePullRequest, MergeMethod } from '../changes/mergePullRequest';
import { editPullRequest } from '../changes/pullRequests';
import { ForgeContext } from '../ForgeContext';
import { ApiError } from '../http/ApiError';
import { nextId } from '../state/nextId';
import { isPullRequest, IssueRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { announceComment } from '../webhooks/issueEvents';
import { isOwnForm } from './formToken';
import { problemPage, sendPage } from './sendPage';

type Form = Record<string, string | undefined>;
type Act = (
  repository: Repository,
  record: IssueRecord,
  form: Form,
) => Promise<void>;

const METHODS: readonly MergeMethod[] = ['merge', 'squash', 'rebase'];

/** What the pages' buttons do; whoever looks at the page acts as its user. */
function actions(context: ForgeContext): Record<string, Act> {
  const { webUser } = context;
  const setState =
    (state: 'open' | 'closed'): Act =>
    async (repository, record) => {
      if (isPullRequest(record)) {
        await editPullRequest(context, repository, record, { state }, webUser);
      }
    };
  return {
    async merge(repository, record, form) {
      if (!isPullRequest(record)) {
        return;
      }
      const method = METHODS.find(each => each === form.method) ?? 'merge';
      const request = { method, sha: form.sha };
      await mergePullRequest(context, repository, record, request, webUser);
    },
    close: setState('closed'),
    reopen: setState('open'),
    async comment(repository, record, form) {
      const body = form.body?.trim();
      if (!body) {
        throw new ApiError(422, 'A comment needs some words.');
      }
      const now = new Date().toISOString();
      const comment = {
        id: nextId(),
        author: webUser,
        body,
        createdAt: now,
        updatedAt: now,
      };
      record.comments.push(comment);
      record.updatedAt = now;
      await repository.save();
      const happened = { action: 'created' as const };
      announceComment(context, repository, record, comment, happened, webUser);
    },
  };
}

async function handle(
  context: ForgeContext,
  act: Act,
  request: Request,
  response: Response,
): Promise<void> {
  const { owner, repo, number } = request.params;
  const repository = context.repositories.find(owner, repo);
  const record = repository?.findIssue(Number(number));
  if (!repository || !record) {
    sendPage(context, response, undefined);
    return;
  }
  const refuse = (status: number, title: string, words: string) =>
    sendPage(context, response, problemPage(title, words, repository), status);
  if (!isOwnForm(context, request, request.path)) {
    refuse(
      403,
      'Not sent from this forge',
      'Open the page again on this forge and press the button there.',
    );
    return;
  }
  try {
    await act(repository, record, request.body);
  } catch (error) {
    if (error instanceof ApiError) {
      const reason = error.errors?.[0]?.message ?? error.message;
      refuse(error.status, 'That did not work', `${reason}`);
      return;
    }
    throw error;
  }
  const kind = record.pull ? 'pull' : 'issues';
  response.redirect(303, `/${repository.fullName}/${kind}/${record.number}`);
}

/** Where the pages' forms go. */
export function formRoutes(context: ForgeContext): express.Router {
  const router = express.Router();
  const all = actions(context);
  router.post(
    '/:owner/:repo/:kind(pull|issues)/:number(\\d+)/:action',
    express.urlencoded({ extended: false, limit: '200kb' }),
    (request, response, next) => {
      const { action } = request.params;
      if (!Object.hasOwn(all, action)) {
        next();
        return;
      }
      handle(context, all[action], request, response).catch(next);
    },
  );
  return router;
}
