import { z } from 'zod';

import { combinedState, latestStatuses } from '../changes/latestChecks';
import { resolveCommit } from '../git/refs';
import { notFound } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { cut, paged } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { presentStatus } from '../present/presentChecks';
import { presentRepository } from '../present/presentRepository';
import { nextId } from '../state/nextId';
import { StatusRecord } from '../state/records';
import { announceStatus } from '../webhooks/checkEvents';

const newStatus = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  target_url: z.string().nullish(),
  description: z.string().nullish(),
  context: z.string().default('default'),
});

/** Commit statuses. */
export function statusRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo';

  api.post<Schemas['status']>(`${base}/statuses/:sha`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const sha = await call.commit(call.params.sha);
    const wanted = call.parse(newStatus);
    const status: StatusRecord = {
      id: nextId(),
      sha,
      state: wanted.state,
      context: wanted.context,
      description: wanted.description ?? undefined,
      targetUrl: wanted.target_url ?? undefined,
      creator: actor,
      createdAt: new Date().toISOString(),
    };
    repository.data.statuses.push(status);
    await repository.save();
    await announceStatus(call.context, repository, status, actor);
    const body = presentStatus(call.context, repository, status);
    return { status: 201, body };
  });

  api.get<Schemas['status'][]>(
    `${base}/commits/:ref(.+)/statuses`,
    async call => {
      const repository = call.repository();
      const sha = await resolveCommit(repository.git, call.params.ref);
      const found = repository.data.statuses.filter(each => each.sha === sha);
      return paged(call, found.reverse(), status =>
        presentStatus(call.context, repository, status),
      );
    },
  );

  api.get<Schemas['combined-commit-status']>(
    `${base}/commits/:ref(.+)/status`,
    async call => {
      const repository = call.repository();
      const { urls } = call.context;
      const sha = await resolveCommit(repository.git, call.params.ref);
      if (!sha) {
        throw notFound();
      }
      const latest = latestStatuses(repository, sha);
      const { items, headers } = cut(call, latest);
      const commit = `${urls.repositoryApi(
        repository.fullName,
      )}/commits/${sha}`;
      return {
        status: 200,
        headers,
        body: {
          state: combinedState(latest),
          sha,
          total_count: latest.length,
          statuses: items.map(status =>
            presentStatus(call.context, repository, status),
          ),
          repository: presentRepository(urls, repository),
          commit_url: commit,
          url: `${commit}/status`,
        },
      };
    },
  );
}
