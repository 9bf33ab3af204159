import { ContractCase, ContractContext } from './ContractCase';

async function branchWithChange(
  { octokit, owner, repo }: ContractContext,
  branch: string,
): Promise<string> {
  const { rest } = octokit;
  const at = { owner, repo };
  const main = await rest.git.getRef({ ...at, ref: 'heads/main' });
  const parent = main.data.object.sha;
  await rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha: parent });
  const written = await rest.repos.createOrUpdateFileContents({
    ...at,
    path: `${branch}.txt`,
    message: `Add ${branch}`,
    content: '',
    branch,
  });
  return String(written.data.commit.sha);
}

/** Pull requests, from the first commit to the merge. */
export const pullCases: ContractCase = async context => {
  const { run, octokit, anonymous, owner, repo } = context;
  const { rest } = octokit;
  const at = { owner, repo };
  await branchWithChange(context, 'feature/one');
  const wanted = { ...at, head: 'feature/one', base: 'main' };
  const pull = await run.check('open a pull request', 201, () =>
    rest.pulls.create({ ...wanted, title: 'One', body: 'Please' }),
  );
  const pull_number = pull.number;
  await run.check('open it again', 422, () =>
    rest.pulls.create({ ...wanted, title: 'One' }),
  );
  await run.check('open one from nowhere', 422, () =>
    rest.pulls.create({ ...wanted, head: 'nothing', title: 'x' }),
  );
  await run.check('open one as nobody', 401, () =>
    anonymous.rest.pulls.create({ ...wanted, title: 'One' }),
  );
  await run.check('pull requests', 200, () =>
    rest.pulls.list({
      ...at,
      state: 'all',
      head: `${owner}:feature/one`,
      base: 'main',
      sort: 'updated',
      direction: 'desc',
      per_page: 1,
    }),
  );
  await run.check('a pull request', 200, () =>
    rest.pulls.get({ ...at, pull_number }),
  );
  await run.check('its difference', 200, () =>
    rest.pulls.get({ ...at, pull_number, mediaType: { format: 'diff' } }),
  );
  await run.check('no such pull request', 404, () =>
    rest.pulls.get({ ...at, pull_number: 9999 }),
  );
  await run.check('its files', 200, () =>
    rest.pulls.listFiles({ ...at, pull_number }),
  );
  await run.check('its commits', 200, () =>
    rest.pulls.listCommits({ ...at, pull_number }),
  );
  await run.check('its comments on lines', 200, () =>
    rest.pulls.listReviewComments({ ...at, pull_number }),
  );
  await run.check('change its words', 200, () =>
    rest.pulls.update({ ...at, pull_number, title: 'First', body: 'Thanks' }),
  );
  await run.check('close it', 200, () =>
    rest.pulls.update({ ...at, pull_number, state: 'closed' }),
  );
  await run.check('open it once more', 200, () =>
    rest.pulls.update({ ...at, pull_number, state: 'open' }),
  );
  await run.check('ask for a review', 201, () =>
    rest.pulls.requestReviewers({ ...at, pull_number, reviewers: ['sam'] }),
  );
  await run.check('who is asked', 200, () =>
    rest.pulls.listRequestedReviewers({ ...at, pull_number }),
  );
  await run.check('ask no longer', 200, () =>
    rest.pulls.removeRequestedReviewers({
      ...at,
      pull_number,
      reviewers: ['sam'],
    }),
  );
  const review = await run.check('review it', 200, () =>
    rest.pulls.createReview({
      ...at,
      pull_number,
      event: 'COMMENT',
      body: 'Good',
    }),
  );
  await run.check('a review', 200, () =>
    rest.pulls.getReview({ ...at, pull_number, review_id: review.id }),
  );
  await run.check('approve my own', 422, () =>
    rest.pulls.createReview({ ...at, pull_number, event: 'APPROVE' }),
  );
  await run.check('reviews', 200, () =>
    rest.pulls.listReviews({ ...at, pull_number }),
  );
  await run.check('it is not merged', 404, () =>
    rest.pulls.checkIfMerged({ ...at, pull_number }),
  );
  await run.check('merge what is not there any more', 409, () =>
    rest.pulls.merge({ ...at, pull_number, sha: '1'.repeat(40) }),
  );
  await run.check('merge it', 200, () =>
    rest.pulls.merge({ ...at, pull_number }),
  );
  await run.check('it is merged', 204, () =>
    rest.pulls.checkIfMerged({ ...at, pull_number }),
  );
  await run.check('merge it again', 405, () =>
    rest.pulls.merge({ ...at, pull_number }),
  );
  await run.check('a merged pull request', 200, () =>
    rest.pulls.get({ ...at, pull_number }),
  );
  for (const merge_method of ['squash', 'rebase'] as const) {
    const head = `feature/${merge_method}`;
    await branchWithChange(context, head);
    const { data } = await rest.pulls.create({
      ...wanted,
      head,
      title: merge_method,
    });
    await run.check(`merge by ${merge_method}`, 200, () =>
      rest.pulls.merge({ ...at, pull_number: data.number, merge_method }),
    );
  }
};
