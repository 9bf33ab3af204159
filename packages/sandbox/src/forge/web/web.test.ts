import {
  MICROAPPS,
  octokitFor,
  openTestPullRequest,
  startTestForge,
} from '../__testUtils__/startTestForge';

// Real git and real sockets take their time on a busy machine.
jest.setTimeout(60_000);

describe('the pages', () => {
  let forge: Awaited<ReturnType<typeof startTestForge>>;
  let number: number;
  let sha: string;

  const read = async (path: string) =>
    (await fetch(`${forge.url}${path}`)).text();

  /** Presses a button of a page as a browser does. */
  const press = async (
    page: string,
    words: string,
    headers: Record<string, string> = {},
    fields: Record<string, string> = {},
  ) => {
    const markup = await read(page);
    const form = markup
      .split('<form ')
      .find(each =>
        new RegExp(`>\\s*${words}\\s*</button`).test(each.split('</form>')[0]),
      );
    const action = /action="([^"]+)"/.exec(form ?? '')?.[1];
    const hidden = [
      ...(form ?? '').matchAll(
        /type="hidden"\s+name="(\w+)"\s+value="([^"]*)"/g,
      ),
    ].map(([, name, value]) => [name, value]);
    return fetch(`${forge.url}${action}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: forge.url, ...headers },
      body: new URLSearchParams({ ...Object.fromEntries(hidden), ...fields }),
    });
  };

  const pull = async () =>
    (await forge.octokit.pulls.get({ ...MICROAPPS, pull_number: number })).data;

  beforeEach(async () => {
    forge = await startTestForge();
    ({ number, sha } = await openTestPullRequest(forge.octokit, 'event'));
  });

  afterEach(async () => {
    await forge.stop();
  });

  it('show a pull request with its files, people and checks', async () => {
    await forge.octokit.checks.create({
      ...MICROAPPS,
      name: 'validate',
      head_sha: sha,
      conclusion: 'failure',
      output: { title: 'Two problems', summary: '' },
    });

    const page = await read(`/acme/microapps/pull/${number}`);

    for (const words of [
      'Create event',
      'feature/event',
      'instances/event/values.yaml',
      'with Ana Lopes',
      'A request for <strong>event</strong>.',
      '1 of 1 checks failed',
      'Two problems',
      'Merge pull request',
      'Close pull request',
    ]) {
      expect(page).toContain(words);
    }
  });

  it('merge as the person who looks at them, and delete the branch', async () => {
    const page = `/acme/microapps/pull/${number}`;
    const answer = await press(page, 'Merge pull request');

    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(page);
    expect(await pull()).toMatchObject({
      merged: true,
      merged_by: { login: 'sam' },
    });
    const { data } = await forge.octokit.repos.getCommit({
      ...MICROAPPS,
      ref: 'main',
    });
    expect(data.commit.author?.name).toBe('Sam Okafor');
    await expect(
      forge.octokit.repos.getBranch({ ...MICROAPPS, branch: 'feature/event' }),
    ).rejects.toMatchObject({ status: 404 });
    expect(await read(page)).toContain('Merged by <strong>Sam Okafor');
  });

  it('close a pull request and open it again', async () => {
    const page = `/acme/microapps/pull/${number}`;
    await press(page, 'Close pull request');
    expect(await pull()).toMatchObject({ state: 'closed', merged: false });

    await press(page, 'Reopen pull request');
    expect(await pull()).toMatchObject({ state: 'open' });
  });

  it('take a comment', async () => {
    const page = `/acme/microapps/pull/${number}`;
    await press(page, 'Comment', {}, { body: 'Looks **good**' });

    expect(await read(page)).toContain('Looks <strong>good</strong>');
  });

  it.each([
    ['from another site', { origin: 'http://evil.example' }, {}],
    ['without the token', {}, { token: '' }],
    ['with a token of another action', {}, { token: 'a'.repeat(64) }],
  ])('refuse a form sent %s', async (_name, headers, fields) => {
    const answer = await press(
      `/acme/microapps/pull/${number}`,
      'Merge pull request',
      headers,
      fields,
    );

    expect(answer.status).toBe(403);
    expect(await pull()).toMatchObject({ state: 'open' });
  });

  it('do not merge what the reader has not seen', async () => {
    const answer = await press(
      `/acme/microapps/pull/${number}`,
      'Merge pull request',
      {},
      { sha: '1'.repeat(40) },
    );

    expect(answer.status).toBe(409);
    expect(await answer.text()).toContain('Head branch was modified');
  });

  it('show what people wrote as text, never as markup', async () => {
    await forge.octokit.pulls.update({
      ...MICROAPPS,
      pull_number: number,
      title: '<script>alert(1)</script>',
      body: '<img src=x onerror=alert(1)> [x](javascript:alert(1))',
    });

    const page = await read(`/acme/microapps/pull/${number}`);

    expect(page).not.toContain('<script>alert');
    expect(page).not.toContain('<img');
    expect(page).not.toContain('href="javascript');
  });

  it('tell an open page what has changed', async () => {
    const live = async () =>
      JSON.parse(await read(`/acme/microapps/pull/${number}/live`));
    const before = await live();
    await forge.octokit.checks.create({
      ...MICROAPPS,
      name: 'validate',
      head_sha: sha,
      conclusion: 'success',
    });

    const after = await live();

    expect(before.checks).toContain('No checks have run yet');
    expect(after.checks).toContain('All checks have passed');
    expect(after.key).toBe(before.key);
  });

  it.each([
    ['/', 'acme/microapps'],
    ['/acme/microapps', 'README.md'],
    ['/acme/microapps/pulls', 'Create event'],
    ['/acme/microapps/tree/feature/event/instances', 'event'],
    ['/acme/microapps/blob/feature/event/instances/event/values.yaml', 'name:'],
    ['/acme/microapps/raw/main/README.md', '# Micro-apps'],
    ['/acme/microapps/commit/feature%2Fevent', 'Add feature/event'],
    ['/acme/microapps/settings/hooks', 'Nobody listens yet'],
    ['/acme/microapps/pull/1.diff', '+name: event'],
  ])('answer %s', async (path, words) => {
    expect(await read(path)).toContain(words);
  });

  it('answer 404 in words for what is not there', async () => {
    const answer = await fetch(`${forge.url}/acme/nothing`);

    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('There is nothing here');
  });

  it('need no token to be read by anyone on this machine', async () => {
    const anonymous = octokitFor(forge.url);

    await expect(
      anonymous.pulls.get({ ...MICROAPPS, pull_number: number }),
    ).resolves.toMatchObject({ status: 200 });
    await expect(
      anonymous.pulls.merge({ ...MICROAPPS, pull_number: number }),
    ).rejects.toMatchObject({ status: 401 });
  });
});
