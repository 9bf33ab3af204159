import { ContractCase } from './ContractCase';

/** Commit statuses and check runs. */
export const checkCases: ContractCase = async context => {
  const { run, octokit, owner, repo, base } = context;
  const { rest } = octokit;
  const at = { owner, repo };
  const ref = base;
  await run.check('a commit nobody checked', 200, () =>
    rest.repos.getCombinedStatusForRef({ ...at, ref }),
  );
  await run.check('write a status', 201, () =>
    rest.repos.createCommitStatus({
      ...at,
      sha: base,
      state: 'success',
      context: 'ci/test',
      description: 'Fine',
      target_url: 'http://localhost/ci',
    }),
  );
  await run.check('the combined status', 200, () =>
    rest.repos.getCombinedStatusForRef({ ...at, ref: 'main' }),
  );
  await run.check('a combined status with statuses', 200, () =>
    rest.repos.getCombinedStatusForRef({ ...at, ref }),
  );
  await run.check('statuses', 200, () =>
    rest.repos.listCommitStatusesForRef({ ...at, ref }),
  );
  const queued = await run.check('begin a check run', 201, () =>
    rest.checks.create({
      ...at,
      name: 'validate',
      head_sha: base,
      status: 'in_progress',
      external_id: '1',
    }),
  );
  const check_run_id = queued.id;
  await run.check('end a check run', 200, () =>
    rest.checks.update({
      ...at,
      check_run_id,
      conclusion: 'failure',
      completed_at: '2026-01-02T03:04:05Z',
      output: {
        title: 'One problem',
        summary: 'See below',
        annotations: [
          {
            path: 'README.md',
            start_line: 1,
            end_line: 1,
            annotation_level: 'failure',
            message: 'Wrong',
          },
        ],
      },
    }),
  );
  await run.check('a check run', 200, () =>
    rest.checks.get({ ...at, check_run_id }),
  );
  await run.check('its annotations', 200, () =>
    rest.checks.listAnnotations({ ...at, check_run_id }),
  );
  await run.check('check runs of a commit', 200, () =>
    rest.checks.listForRef({ ...at, ref, check_name: 'validate' }),
  );
  const suites = await run.check('check suites of a commit', 200, () =>
    rest.checks.listSuitesForRef({ ...at, ref }),
  );
  await run.check('check runs of a suite', 200, () =>
    rest.checks.listForSuite({
      ...at,
      check_suite_id: suites.check_suites[0].id,
    }),
  );
  await run.check('no such check run', 404, () =>
    rest.checks.get({ ...at, check_run_id: 1 }),
  );
};
