import { randomBytes } from 'node:crypto';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import {
  commitOnBranch,
  git,
  MICROAPPS,
  octokitFor,
  openTestPullRequest,
  startTestForge,
} from './__testUtils__/startTestForge';

// Real git and real sockets take their time on a busy machine.
jest.setTimeout(60_000);

describe('startForge', () => {
  let forge: Awaited<ReturnType<typeof startTestForge>>;

  beforeEach(async () => {
    forge = await startTestForge();
  });

  afterEach(async () => {
    await forge.stop();
  });

  it('lets the plain git client clone what was seeded, without a token', async () => {
    await git(forge.folder, 'clone', '-q', `${forge.url}/acme/microapps`, 'c');

    const clone = join(forge.folder, 'c');
    expect(await git(clone, 'log', '--format=%an %s')).toBe('Sam Okafor Begin');
    await expect(
      access(join(clone, 'instances/press-kit/values.yaml')),
    ).resolves.toBeUndefined();
    expect(await git(clone, 'ls-files', '-s', 'tools/run.sh')).toMatch(
      /^100755/,
    );
  });

  it('takes a push with a token and refuses one without', async () => {
    await git(forge.folder, 'clone', '-q', forge.remote, 'c');
    const clone = join(forge.folder, 'c');
    await git(clone, 'commit', '-q', '--allow-empty', '-m', 'By hand');

    await expect(
      git(clone, 'push', '-q', `${forge.url}/acme/microapps.git`, 'main'),
    ).rejects.toThrow(/could not read Username|Authentication failed/);
    await git(clone, 'push', '-q', 'origin', 'main');

    const { data } = await forge.octokit.repos.getCommit({
      ...MICROAPPS,
      ref: 'main',
    });
    expect(data.commit).toMatchObject({
      message: 'By hand',
      author: { name: 'Ana Lopes', email: 'ana@acme.example' },
    });
  });

  it('takes a push that is sent in chunks', async () => {
    await git(forge.folder, 'clone', '-q', forge.remote, 'c');
    const clone = join(forge.folder, 'c');
    await writeFile(join(clone, 'large'), randomBytes(2_000_000));
    await git(clone, 'add', 'large');
    await git(clone, 'commit', '-q', '-m', 'Large');
    await git(clone, 'push', '-q', 'origin', 'main');

    const { data } = await forge.octokit.repos.getCommit({
      ...MICROAPPS,
      ref: 'main',
    });
    expect(data.commit.message).toBe('Large');
  });

  it('moves a pull request along when its branch is pushed to', async () => {
    const { number } = await openTestPullRequest(forge.octokit, 'event');
    await git(forge.folder, 'clone', '-qb', 'feature/event', forge.remote, 'c');
    const clone = join(forge.folder, 'c');
    await git(clone, 'commit', '-q', '--allow-empty', '-m', 'More');
    await git(clone, 'push', '-q', 'origin', 'feature/event');

    const { data } = await forge.octokit.pulls.get({
      ...MICROAPPS,
      pull_number: number,
    });
    expect(data.head.sha).toBe(await git(clone, 'rev-parse', 'HEAD'));
    expect(data.commits).toBe(2);
    expect(await git(clone, 'ls-remote', 'origin', 'refs/pull/*')).toContain(
      `refs/pull/${number}/head`,
    );
  });

  it('refuses a push into the refs of pull requests', async () => {
    await git(forge.folder, 'clone', '-q', forge.remote, 'c');

    await expect(
      git(join(forge.folder, 'c'), 'push', 'origin', 'main:refs/pull/9/head'),
    ).rejects.toThrow(/hidden ref/);
  });

  it('remembers everything over a restart', async () => {
    const { number, sha } = await openTestPullRequest(forge.octokit, 'event');
    await forge.octokit.issues.createComment({
      ...MICROAPPS,
      issue_number: number,
      body: 'Looks good',
    });
    await forge.octokit.checks.create({
      ...MICROAPPS,
      name: 'validate',
      head_sha: sha,
      conclusion: 'success',
    });

    await forge.restart();

    const pull = await forge.octokit.pulls.get({
      ...MICROAPPS,
      pull_number: number,
    });
    expect(pull.data).toMatchObject({ title: 'Create event', comments: 1 });
    const checks = await forge.octokit.checks.listForRef({
      ...MICROAPPS,
      ref: 'feature/event',
    });
    expect(checks.data.check_runs).toMatchObject([
      { name: 'validate', conclusion: 'success' },
    ]);
  });

  it('notices after a start what git was told while it was away', async () => {
    const { number, sha } = await openTestPullRequest(forge.octokit, 'event');
    const bare = join(forge.folder, 'state/acme/microapps.git');
    await git(bare, 'update-ref', 'refs/heads/main', sha);

    await forge.restart();

    const { data } = await forge.octokit.pulls.get({
      ...MICROAPPS,
      pull_number: number,
    });
    expect(data).toMatchObject({ state: 'closed', merged: true });
  });

  it('answers on both addresses that localhost may mean', async () => {
    const port = new URL(forge.url).port;
    const addresses = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];

    for (const address of addresses) {
      const { status } = await fetch(`${address}/api/v3/meta`);
      expect(status).toBe(200);
    }
  });

  it('fails as a test asked it to, then works again', async () => {
    const { data: user } = await forge.octokit.users.getAuthenticated();
    await forge.octokit.request(`PUT ${forge.url}/_sandbox/faults` as 'PUT /', {
      data: [{ method: 'GET', path: '/user$', status: 502, count: 2 }],
    });

    await expect(forge.octokit.users.getAuthenticated()).rejects.toMatchObject({
      status: 502,
    });
    await expect(forge.octokit.users.getAuthenticated()).rejects.toMatchObject({
      status: 502,
    });
    const again = await forge.octokit.users.getAuthenticated();
    expect(again.data).toEqual(user);
  });

  it('lets nobody without a token ask for faults', async () => {
    const answer = await fetch(`${forge.url}/_sandbox/faults`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '[{"path":".*","status":500}]',
    });

    expect(answer.status).toBe(400);
    await expect(
      octokitFor(forge.url).repos.get(MICROAPPS),
    ).resolves.toMatchObject({ status: 200 });
  });

  it('cuts the connection when asked to', async () => {
    await forge.restart({ faults: [{ path: '/meta', drop: true }] });

    await expect(fetch(`${forge.url}/api/v3/meta`)).rejects.toThrow();
    await expect(fetch(`${forge.url}/api/v3/meta`)).resolves.toMatchObject({
      ok: true,
    });
  });

  it('keeps two branches apart that are written at once', async () => {
    const apps = ['a', 'b', 'c', 'd', 'e'];

    await Promise.all(
      apps.map(app =>
        commitOnBranch(forge.octokit, `feature/${app}`, { [app]: app }),
      ),
    );

    const { data } = await forge.octokit.git.listMatchingRefs({
      ...MICROAPPS,
      ref: 'heads/feature/',
    });
    expect(data.map(each => each.ref)).toEqual(
      apps.map(app => `refs/heads/feature/${app}`),
    );
  });
});
