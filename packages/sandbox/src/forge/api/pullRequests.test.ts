import {
  commitOnBranch,
  headOf,
  MICROAPPS,
  openTestPullRequest,
  startTestForge,
} from '../__testUtils__/startTestForge';

// Real git and real sockets take their time on a busy machine.
jest.setTimeout(60_000);

describe('pull requests', () => {
  let forge: Awaited<ReturnType<typeof startTestForge>>;

  beforeEach(async () => {
    forge = await startTestForge();
  });

  afterEach(async () => {
    await forge.stop();
  });

  it('exist once for a branch', async () => {
    await openTestPullRequest(forge.octokit, 'event');

    await expect(
      forge.octokit.pulls.create({
        ...MICROAPPS,
        head: 'feature/event',
        base: 'main',
        title: 'Again',
      }),
    ).rejects.toMatchObject({
      status: 422,
      response: {
        data: {
          message: 'Validation Failed',
          errors: [
            {
              resource: 'PullRequest',
              code: 'custom',
              message: 'A pull request already exists for acme:feature/event.',
            },
          ],
        },
      },
    });
  });

  it('need something to merge', async () => {
    await forge.octokit.git.createRef({
      ...MICROAPPS,
      ref: 'refs/heads/feature/empty',
      sha: await headOf(forge.octokit, 'main'),
    });

    await expect(
      forge.octokit.pulls.create({
        ...MICROAPPS,
        head: 'feature/empty',
        base: 'main',
        title: 'Nothing',
      }),
    ).rejects.toThrow(/No commits between main and feature\/empty/);
  });

  it('are found by their branch', async () => {
    await openTestPullRequest(forge.octokit, 'a');
    const { number } = await openTestPullRequest(forge.octokit, 'b');

    const { data } = await forge.octokit.pulls.list({
      ...MICROAPPS,
      head: 'acme:feature/b',
    });

    expect(data.map(pull => pull.number)).toEqual([number]);
  });

  it('in conflict say so and are not merged', async () => {
    const file = 'instances/press-kit/values.yaml';
    await commitOnBranch(forge.octokit, 'feature/one', { [file]: 'a: 1\n' });
    await commitOnBranch(forge.octokit, 'feature/two', { [file]: 'a: 2\n' });
    const open = async (branch: string) =>
      (
        await forge.octokit.pulls.create({
          ...MICROAPPS,
          head: branch,
          base: 'main',
          title: branch,
        })
      ).data.number;
    const [one, two] = [await open('feature/one'), await open('feature/two')];
    await forge.octokit.pulls.merge({ ...MICROAPPS, pull_number: one });

    const { data } = await forge.octokit.pulls.get({
      ...MICROAPPS,
      pull_number: two,
    });
    expect(data).toMatchObject({
      mergeable: false,
      mergeable_state: 'dirty',
    });
    await expect(
      forge.octokit.pulls.merge({ ...MICROAPPS, pull_number: two }),
    ).rejects.toMatchObject({ status: 405 });
  });

  it('name everyone when they are squashed', async () => {
    const { number } = await openTestPullRequest(forge.octokit, 'event');
    await forge.octokit.pulls.merge({
      ...MICROAPPS,
      pull_number: number,
      merge_method: 'squash',
    });

    const { data } = await forge.octokit.repos.getCommit({
      ...MICROAPPS,
      ref: 'main',
    });
    expect(data.parents).toHaveLength(1);
    expect(data.commit.message).toBe(
      `Create event (#${number})\n\nCo-authored-by: Ana Lopes <ana@acme.example>`,
    );
  });

  it('lie in a line when they are rebased', async () => {
    const { number } = await openTestPullRequest(forge.octokit, 'event');
    await commitOnBranch(forge.octokit, 'other', { 'other.txt': 'x\n' });
    await forge.octokit.git.updateRef({
      ...MICROAPPS,
      ref: 'heads/main',
      sha: await headOf(forge.octokit, 'other'),
    });
    await forge.octokit.pulls.merge({
      ...MICROAPPS,
      pull_number: number,
      merge_method: 'rebase',
    });

    const { data } = await forge.octokit.repos.listCommits(MICROAPPS);
    expect(data.map(each => each.commit.message.split('\n')[0])).toEqual([
      'Add feature/event',
      'Add other',
      'Begin',
    ]);
  });

  it('close when their branch goes away', async () => {
    const { number } = await openTestPullRequest(forge.octokit, 'event');
    await forge.octokit.git.deleteRef({
      ...MICROAPPS,
      ref: 'heads/feature/event',
    });

    const { data } = await forge.octokit.pulls.get({
      ...MICROAPPS,
      pull_number: number,
    });
    expect(data).toMatchObject({ state: 'closed', merged: false });
  });

  it('still show what they changed after the merge', async () => {
    const { number } = await openTestPullRequest(forge.octokit, 'event');
    await forge.octokit.pulls.merge({ ...MICROAPPS, pull_number: number });

    const { data } = await forge.octokit.pulls.listFiles({
      ...MICROAPPS,
      pull_number: number,
    });
    expect(data.map(file => file.filename)).toEqual([
      'instances/event/values.yaml',
    ]);
  });
});
