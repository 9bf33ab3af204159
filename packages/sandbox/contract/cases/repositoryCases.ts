import { ContractCase } from './ContractCase';

/** The forge, its users, repositories, branches and tags. */
export const repositoryCases: ContractCase = async context => {
  const { run, octokit, anonymous, stranger, owner, repo } = context;
  const { rest } = octokit;
  const at = { owner, repo };
  await run.check('root', 200, () => rest.meta.root());
  await run.check('meta', 200, () => rest.meta.get());
  await run.check('rate limit', 200, () => rest.rateLimit.get());
  await run.check('who am I', 200, () => rest.users.getAuthenticated());
  await run.check('nobody', 401, () => anonymous.rest.users.getAuthenticated());
  await run.check('a stranger', 401, () => stranger.rest.repos.get(at));
  await run.check('a user', 200, () =>
    rest.users.getByUsername({ username: 'sam' }),
  );
  await run.check('the organisation', 200, () =>
    rest.users.getByUsername({ username: owner }),
  );
  await run.check('an unknown user', 404, () =>
    rest.users.getByUsername({ username: 'nobody' }),
  );
  await run.check('a repository', 200, () => rest.repos.get(at));
  await run.check('no such repository', 404, () =>
    rest.repos.get({ owner, repo: 'nothing' }),
  );
  await run.check('its languages', 200, () => rest.repos.listLanguages(at));
  await run.check('my repositories', 200, () =>
    rest.repos.listForAuthenticatedUser(),
  );
  await run.check("the organisation's repositories", 200, () =>
    rest.repos.listForOrg({ org: owner, per_page: 1 }),
  );
  await run.check("a user's repositories", 200, () =>
    rest.repos.listForUser({ username: 'sam' }),
  );
  await run.check('branches', 200, () => rest.repos.listBranches(at));
  await run.check('a branch', 200, () =>
    rest.repos.getBranch({ ...at, branch: 'main' }),
  );
  await run.check('no such branch', 404, () =>
    rest.repos.getBranch({ ...at, branch: 'nothing' }),
  );
};
