import { z } from 'zod';

import { editPullRequest } from '../changes/pullRequests';
import { ApiCall } from '../http/ApiCall';
import { validationFailed } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { created, ok, paged } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { presentIssue } from '../present/presentIssue';
import { nextId } from '../state/nextId';
import { IssueRecord, isPullRequest } from '../state/records';
import { announceIssue } from '../webhooks/issueEvents';

const labelNames = z
  .array(z.union([z.string(), z.object({ name: z.string() })]))
  .transform(all =>
    all.map(label => (typeof label === 'string' ? label : label.name)),
  );

const title = z.union([z.string(), z.number()]).transform(String);

const newIssue = z.object({
  title,
  body: z.string().nullish(),
  labels: labelNames.default([]),
  assignees: z.array(z.string()).default([]),
});

const editedIssue = z.object({
  title: title.optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  labels: labelNames.optional(),
  assignees: z.array(z.string()).optional(),
});

function wanted(call: ApiCall): IssueRecord[] {
  const { state = 'open', labels, creator, assignee, since } = call.query;
  const names = labels ? labels.split(',') : [];
  return call
    .repository()
    .data.issues.filter(
      issue =>
        (state === 'all' || issue.state === state) &&
        names.every(name => issue.labels.includes(name)) &&
        (creator === undefined || issue.author.login === creator) &&
        (assignee === undefined || issue.assignees.includes(assignee)) &&
        (since === undefined || issue.updatedAt >= since),
    )
    .reverse();
}

async function edit(
  call: ApiCall,
  issue: IssueRecord,
  change: z.infer<typeof editedIssue>,
): Promise<void> {
  const actor = call.actor();
  const repository = call.repository();
  const now = new Date().toISOString();
  Object.assign(issue, {
    labels: change.labels ?? issue.labels,
    assignees: change.assignees ?? issue.assignees,
    updatedAt: now,
  });
  const words = {
    title: change.title,
    body: change.body ?? undefined,
    state: change.state,
  };
  if (isPullRequest(issue)) {
    await editPullRequest(call.context, repository, issue, words, actor);
    return;
  }
  const before = issue.state;
  Object.assign(issue, {
    title: words.title ?? issue.title,
    body: words.body ?? issue.body,
    ...(words.state === 'closed' &&
      before === 'open' && {
        state: 'closed',
        closedAt: now,
        closedBy: actor,
      }),
    ...(words.state === 'open' && {
      state: 'open',
      closedAt: undefined,
      closedBy: undefined,
    }),
  });
  await repository.save();
  const moved = issue.state === 'closed' ? 'closed' : 'reopened';
  const action = issue.state === before ? 'edited' : moved;
  announceIssue(call.context, repository, issue, action, actor);
}

/** Issues; every pull request is one too. */
export function issueRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo/issues';

  api.get<Schemas['issue'][]>(base, async call => {
    const repository = call.repository();
    return paged(call, wanted(call), issue =>
      presentIssue(call.context, repository, issue),
    );
  });

  api.post<Schemas['issue']>(base, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const request = call.parse(newIssue);
    if (!request.title.trim()) {
      throw validationFailed({
        resource: 'Issue',
        code: 'missing_field',
        field: 'title',
      });
    }
    const now = new Date().toISOString();
    const issue: IssueRecord = {
      id: nextId(),
      number: repository.data.nextNumber++,
      title: request.title,
      body: request.body ?? undefined,
      author: actor,
      state: 'open',
      labels: request.labels,
      assignees: request.assignees,
      createdAt: now,
      updatedAt: now,
      comments: [],
    };
    repository.data.issues.push(issue);
    await repository.save();
    announceIssue(call.context, repository, issue, 'opened', actor);
    return created(presentIssue(call.context, repository, issue));
  });

  api.get<Schemas['issue']>(`${base}/:number(\\d+)`, async call =>
    ok(presentIssue(call.context, call.repository(), call.issue())),
  );

  api.patch<Schemas['issue']>(`${base}/:number(\\d+)`, async call => {
    call.actor();
    const issue = call.issue();
    await edit(call, issue, call.parse(editedIssue));
    return ok(presentIssue(call.context, call.repository(), issue));
  });
}
