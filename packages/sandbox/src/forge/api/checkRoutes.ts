import { z } from 'zod';

import { latestCheckRuns } from '../changes/latestChecks';
import { readCommit } from '../git/commits';
import { ApiCall } from '../http/ApiCall';
import { notFound, unprocessable } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { created, cut, ok, paged, Reply } from '../http/Reply';
import { Schemas } from '../http/schemas';
import {
  presentApp,
  presentCheckRun,
  pullRequestsAt,
  suiteId,
} from '../present/presentChecks';
import { utc } from '../present/presentCommit';
import { presentRepository } from '../present/presentRepository';
import { nextId } from '../state/nextId';
import { checkConclusion, CheckRunRecord, checkStatus } from '../state/records';
import { Repository } from '../state/Repository';
import { announceCheckRun } from '../webhooks/checkEvents';

const output = z.object({
  title: z.string().optional(),
  summary: z.string(),
  text: z.string().optional(),
  annotations: z
    .array(
      z.object({
        path: z.string(),
        start_line: z.number().int(),
        end_line: z.number().int(),
        start_column: z.number().int().optional(),
        end_column: z.number().int().optional(),
        annotation_level: z.enum(['notice', 'warning', 'failure']),
        message: z.string(),
        title: z.string().optional(),
        raw_details: z.string().optional(),
      }),
    )
    // GitHub's own limit for one request; more come by further updates.
    .max(50)
    .default([]),
});

const change = z.object({
  name: z.string(),
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  status: checkStatus.optional(),
  conclusion: checkConclusion.optional(),
  started_at: z.string().datetime({ offset: true }).optional(),
  completed_at: z.string().datetime({ offset: true }).optional(),
  output: output.optional(),
});

const newRun = change.extend({ head_sha: z.string() });

function apply(
  run: CheckRunRecord,
  wanted: Partial<z.infer<typeof change>>,
): void {
  const now = new Date().toISOString();
  // A conclusion completes a run, said or not.
  const status = wanted.conclusion ? 'completed' : wanted.status ?? run.status;
  if (status === 'completed' && !wanted.conclusion && !run.conclusion) {
    throw unprocessable(
      'Invalid request.\n\nNo subschema in "anyOf" matched: a completed check run needs a conclusion.',
    );
  }
  const completed = status === 'completed';
  Object.assign(run, {
    name: wanted.name ?? run.name,
    detailsUrl: wanted.details_url ?? run.detailsUrl,
    externalId: wanted.external_id ?? run.externalId,
    status,
    conclusion: completed ? wanted.conclusion ?? run.conclusion : undefined,
    startedAt: wanted.started_at ?? run.startedAt ?? now,
    completedAt: completed
      ? wanted.completed_at ?? run.completedAt ?? now
      : undefined,
    ...(wanted.output && {
      title: wanted.output.title ?? run.title,
      summary: wanted.output.summary,
      text: wanted.output.text ?? run.text,
      annotations: [...run.annotations, ...wanted.output.annotations],
    }),
  } satisfies Partial<CheckRunRecord>);
}

function runOf(call: ApiCall): CheckRunRecord {
  const id = call.number('id');
  const run = call.repository().data.checkRuns.find(each => each.id === id);
  if (!run) {
    throw notFound();
  }
  return run;
}

async function presentSuite(
  call: ApiCall,
  repository: Repository,
  runs: readonly CheckRunRecord[],
): Promise<Schemas['check-suite']> {
  const { urls } = call.context;
  const [{ headSha, creator }] = runs;
  const commit = await readCommit(repository.git, headSha);
  const id = suiteId(headSha, creator);
  const url = `${urls.repositoryApi(repository.fullName)}/check-suites/${id}`;
  const completed = runs.every(run => run.status === 'completed');
  const worst = runs.find(run => run.conclusion === 'failure') ?? runs[0];
  const pulls = pullRequestsAt(urls, repository, headSha);
  return {
    id,
    node_id: '',
    head_branch: pulls[0]?.head.ref ?? null,
    head_sha: headSha,
    status: completed ? 'completed' : 'in_progress',
    conclusion: completed ? worst.conclusion ?? null : null,
    url,
    before: null,
    after: headSha,
    pull_requests: pulls,
    app: presentApp(urls, creator),
    repository: presentRepository(urls, repository),
    created_at: runs[0].startedAt ?? null,
    updated_at: runs[0].completedAt ?? runs[0].startedAt ?? null,
    head_commit: {
      id: headSha,
      tree_id: commit.tree,
      message: commit.message,
      timestamp: utc(commit.committer).date,
      author: commit.author,
      committer: commit.committer,
    },
    latest_check_runs_count: runs.length,
    check_runs_url: `${url}/check-runs`,
  };
}

function listRuns(
  call: ApiCall,
  repository: Repository,
  runs: readonly CheckRunRecord[],
): Reply<{ total_count: number; check_runs: Schemas['check-run'][] }> {
  const { check_name: name, status } = call.query;
  const found = runs.filter(
    run =>
      (name === undefined || run.name === name) &&
      (status === undefined || run.status === status),
  );
  const { items, headers } = cut(call, found);
  return {
    status: 200,
    headers,
    body: {
      total_count: found.length,
      check_runs: items.map(run =>
        presentCheckRun(call.context, repository, run),
      ),
    },
  };
}

/** Check runs, and the suites that follow from them. */
export function checkRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo';

  api.post<Schemas['check-run']>(`${base}/check-runs`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const wanted = call.parse(newRun);
    const run: CheckRunRecord = {
      id: nextId(),
      name: wanted.name,
      headSha: await call.commit(wanted.head_sha),
      status: 'queued',
      annotations: [],
      creator: actor,
    };
    apply(run, wanted);
    repository.data.checkRuns.push(run);
    await repository.save();
    announceCheckRun(call.context, repository, run, 'created', actor);
    if (run.status === 'completed') {
      announceCheckRun(call.context, repository, run, 'completed', actor);
    }
    return created(presentCheckRun(call.context, repository, run));
  });

  api.patch<Schemas['check-run']>(`${base}/check-runs/:id`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const run = runOf(call);
    const wasCompleted = run.status === 'completed';
    apply(run, call.parse(change.partial()));
    await repository.save();
    if (run.status === 'completed' && !wasCompleted) {
      announceCheckRun(call.context, repository, run, 'completed', actor);
    }
    return ok(presentCheckRun(call.context, repository, run));
  });

  api.get<Schemas['check-run']>(`${base}/check-runs/:id`, async call =>
    ok(presentCheckRun(call.context, call.repository(), runOf(call))),
  );

  api.get<Schemas['check-annotation'][]>(
    `${base}/check-runs/:id/annotations`,
    async call => {
      const repository = call.repository();
      const run = runOf(call);
      return paged(call, run.annotations, each => ({
        path: each.path,
        start_line: each.start_line,
        end_line: each.end_line,
        start_column: each.start_column ?? null,
        end_column: each.end_column ?? null,
        annotation_level: each.annotation_level,
        title: each.title ?? null,
        message: each.message,
        raw_details: each.raw_details ?? null,
        blob_href: call.context.urls.blob(
          repository.fullName,
          run.headSha,
          each.path,
        ),
      }));
    },
  );

  api.get<{ total_count: number; check_runs: Schemas['check-run'][] }>(
    `${base}/commits/:ref(.+)/check-runs`,
    async call => {
      const repository = call.repository();
      const sha = await call.commit(call.params.ref);
      const runs =
        call.query.filter === 'all'
          ? repository.data.checkRuns.filter(run => run.headSha === sha)
          : latestCheckRuns(repository, sha);
      return listRuns(call, repository, runs);
    },
  );

  api.get<{ total_count: number; check_suites: Schemas['check-suite'][] }>(
    `${base}/commits/:ref(.+)/check-suites`,
    async call => {
      const repository = call.repository();
      const sha = await call.commit(call.params.ref);
      const suites = new Map<number, CheckRunRecord[]>();
      for (const run of latestCheckRuns(repository, sha)) {
        const id = suiteId(sha, run.creator);
        suites.set(id, [...(suites.get(id) ?? []), run]);
      }
      const { items, headers } = cut(call, [...suites.values()]);
      return {
        status: 200,
        headers,
        body: {
          total_count: suites.size,
          check_suites: await Promise.all(
            items.map(runs => presentSuite(call, repository, runs)),
          ),
        },
      };
    },
  );

  api.get<{ total_count: number; check_runs: Schemas['check-run'][] }>(
    `${base}/check-suites/:id/check-runs`,
    async call => {
      const repository = call.repository();
      const id = call.number('id');
      const runs = repository.data.checkRuns.filter(
        run => suiteId(run.headSha, run.creator) === id,
      );
      if (runs.length === 0) {
        throw notFound();
      }
      return listRuns(call, repository, runs);
    },
  );
}
