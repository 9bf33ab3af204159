import { z } from 'zod';

import { mergePullRequest } from '../changes/mergePullRequest';
import { editPullRequest, openPullRequest } from '../changes/pullRequests';
import { listCommits, mergeBase } from '../git/commits';
import { diffText } from '../git/diff';
import { ApiCall } from '../http/ApiCall';
import { notFound, validationFailed } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { created, noContent, ok, paged, raw } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { presentCommit, presentFileChange } from '../present/presentCommit';
import {
  filesOf,
  presentPullRequest,
  presentPullRequestSimple,
} from '../present/presentPullRequest';
import { PullRequestRecord } from '../state/records';

const newPull = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  head: z.string(),
  base: z.string(),
  draft: z.boolean().default(false),
});

const editedPull = z.object({
  title: z.string().optional(),
  body: z.string().nullish(),
  state: z.enum(['open', 'closed']).optional(),
  base: z.string().optional(),
});

const merge = z
  .object({
    commit_title: z.string().optional(),
    commit_message: z.string().optional(),
    sha: z.string().optional(),
    merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge'),
  })
  .nullish();

function sorted(call: ApiCall, pulls: PullRequestRecord[]) {
  const { sort = 'created', direction } = call.query;
  const key = (record: PullRequestRecord) =>
    sort === 'updated' ? record.updatedAt : record.createdAt;
  const ascending =
    direction === undefined ? sort !== 'created' : direction === 'asc';
  // Numbers decide between those of the same moment.
  const compare = (a: PullRequestRecord, b: PullRequestRecord) =>
    key(a).localeCompare(key(b)) || a.number - b.number;
  return pulls.sort((a, b) => (ascending ? compare(a, b) : compare(b, a)));
}

function wanted(call: ApiCall): PullRequestRecord[] {
  const repository = call.repository();
  const { state = 'open', head, base } = call.query;
  const owner = `${repository.owner.toLowerCase()}:`;
  // GitHub ignores a head without its owner.
  const filter = head?.includes(':') ? head : undefined;
  const branch = filter?.toLowerCase().startsWith(owner)
    ? filter.slice(owner.length)
    : undefined;
  return repository
    .pullRequests()
    .filter(
      record =>
        (state === 'all' || record.state === state) &&
        (filter === undefined || record.pull.head === branch) &&
        (base === undefined || record.pull.base === base),
    );
}

/** Pull requests. */
export function pullRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo/pulls';

  api.get<Schemas['pull-request-simple'][]>(base, async call => {
    const repository = call.repository();
    return paged(call, sorted(call, wanted(call)), record =>
      presentPullRequestSimple(call.context, repository, record),
    );
  });

  api.post<Schemas['pull-request']>(base, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const { title, body, ...rest } = call.parse(newPull);
    if (!title?.trim()) {
      throw validationFailed({
        resource: 'Issue',
        code: 'missing_field',
        field: 'title',
      });
    }
    const record = await openPullRequest(
      call.context,
      repository,
      { ...rest, title, body: body ?? undefined },
      actor,
    );
    return created(await presentPullRequest(call.context, repository, record));
  });

  api.get<Schemas['pull-request']>(`${base}/:number`, async call => {
    const repository = call.repository();
    const record = call.pullRequest();
    if (/\bdiff\b/.test(call.accept)) {
      const { baseSha, headSha } = record.pull;
      const from = await mergeBase(repository.git, baseSha, headSha);
      return raw(
        await diffText(repository.git, from, headSha),
        'application/vnd.github.diff; charset=utf-8',
      );
    }
    return ok(await presentPullRequest(call.context, repository, record));
  });

  api.patch<Schemas['pull-request']>(`${base}/:number`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const record = call.pullRequest();
    const edit = call.parse(editedPull);
    await editPullRequest(
      call.context,
      repository,
      record,
      { ...edit, body: edit.body ?? undefined },
      actor,
    );
    return ok(await presentPullRequest(call.context, repository, record));
  });

  api.get(`${base}/:number/merge`, async call => {
    if (!call.pullRequest().pull.mergedAt) {
      throw notFound();
    }
    return noContent();
  });

  api.put<Schemas['pull-request-merge-result']>(
    `${base}/:number/merge`,
    async call => {
      const actor = call.actor();
      const repository = call.repository();
      const request = call.parse(merge) ?? { merge_method: 'merge' };
      const sha = await mergePullRequest(
        call.context,
        repository,
        call.pullRequest(),
        {
          method: request.merge_method,
          title: request.commit_title,
          message: request.commit_message,
          sha: request.sha,
        },
        actor,
      );
      const message = 'Pull Request successfully merged';
      return ok({ sha, merged: true, message });
    },
  );

  api.get<Schemas['diff-entry'][]>(`${base}/:number/files`, async call => {
    const repository = call.repository();
    const record = call.pullRequest();
    return paged(call, await filesOf(repository, record), file =>
      presentFileChange(call.context, repository, record.pull.headSha, file),
    );
  });

  api.get<Schemas['commit'][]>(`${base}/:number/commits`, async call => {
    const repository = call.repository();
    const { baseSha, headSha } = call.pullRequest().pull;
    const commits = await listCommits(
      repository.git,
      `${baseSha}..${headSha}`,
      { oldestFirst: true },
    );
    return paged(call, commits, commit =>
      presentCommit(call.context, repository, commit),
    );
  });
}
