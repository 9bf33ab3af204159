import { z } from 'zod';

import { ApiCall } from '../http/ApiCall';
import { notFound, validationFailed } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { created, noContent, ok, paged, Reply } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { presentLabel } from '../present/presentIssue';
import { nextId } from '../state/nextId';
import { IssueRecord, LabelRecord } from '../state/records';

const newLabel = z.object({
  name: z.string().min(1),
  color: z
    .string()
    .regex(/^[0-9a-fA-F]{6}$/)
    .default('ededed'),
  description: z.string().optional(),
});

const names = z
  .union([
    z.array(z.string()),
    z.object({
      labels: z.array(z.union([z.string(), z.object({ name: z.string() })])),
    }),
  ])
  .transform(given =>
    (Array.isArray(given) ? given : given.labels).map(label =>
      typeof label === 'string' ? label : label.name,
    ),
  );

function find(call: ApiCall, name: string): LabelRecord | undefined {
  return call
    .repository()
    .data.labels.find(label => label.name.toLowerCase() === name.toLowerCase());
}

async function setLabels(
  call: ApiCall,
  issue: IssueRecord,
  labels: readonly string[],
): Promise<Reply<Schemas['label'][]>> {
  const repository = call.repository();
  issue.labels = [...new Set(labels)];
  issue.updatedAt = new Date().toISOString();
  // Using a label that nobody defined defines it.
  for (const name of issue.labels.filter(each => !find(call, each))) {
    repository.data.labels.push({ id: nextId(), name, color: 'ededed' });
  }
  await repository.save();
  return ok(
    issue.labels.map(name => presentLabel(call.context.urls, repository, name)),
  );
}

/** Labels of a repository, and those that an issue carries. */
export function labelRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo';

  api.get<Schemas['label'][]>(`${base}/labels`, async call => {
    const repository = call.repository();
    return paged(call, repository.data.labels, label =>
      presentLabel(call.context.urls, repository, label.name),
    );
  });

  api.post<Schemas['label']>(`${base}/labels`, async call => {
    call.actor();
    const repository = call.repository();
    const wanted = call.parse(newLabel);
    if (find(call, wanted.name)) {
      throw validationFailed({
        resource: 'Label',
        code: 'already_exists',
        field: 'name',
      });
    }
    repository.data.labels.push({ id: nextId(), ...wanted });
    await repository.save();
    return created(presentLabel(call.context.urls, repository, wanted.name));
  });

  api.get<Schemas['label']>(`${base}/labels/:name`, async call => {
    const label = find(call, call.params.name);
    if (!label) {
      throw notFound();
    }
    return ok(presentLabel(call.context.urls, call.repository(), label.name));
  });

  const ofIssue = `${base}/issues/:number(\\d+)/labels`;

  api.get<Schemas['label'][]>(ofIssue, async call => {
    const repository = call.repository();
    return paged(call, call.issue().labels, name =>
      presentLabel(call.context.urls, repository, name),
    );
  });

  api.post<Schemas['label'][]>(ofIssue, async call => {
    call.actor();
    const issue = call.issue();
    return setLabels(call, issue, [...issue.labels, ...call.parse(names)]);
  });

  api.put<Schemas['label'][]>(ofIssue, async call => {
    call.actor();
    return setLabels(call, call.issue(), call.parse(names));
  });

  api.delete<Schemas['label'][]>(`${ofIssue}/:name`, async call => {
    call.actor();
    const issue = call.issue();
    if (!issue.labels.includes(call.params.name)) {
      throw notFound();
    }
    return setLabels(
      call,
      issue,
      issue.labels.filter(name => name !== call.params.name),
    );
  });

  api.delete(ofIssue, async call => {
    call.actor();
    await setLabels(call, call.issue(), []);
    return noContent();
  });
}
