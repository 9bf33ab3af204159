import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { FakeGithub } from '../testUtils/FakeGithub';
import { Forge } from './Forge';

describe('Forge', () => {
  let github: FakeGithub;
  let forge: Forge;

  beforeEach(async () => {
    github = await FakeGithub.start({ 'docs/a file.md': 'Grüße\n' });
    forge = Forge.create({
      location: github.location,
      integrations: github.integrations,
      logger: mockServices.logger.mock(),
      limits: { retryWaitMs: 1 },
      now: () => new Date('2026-11-20T12:00:00Z'),
    });
  });
  afterEach(() => github.stop());

  it('lists the open requests for micro-apps and those closed in the last 7 days', async () => {
    const { repository } = github;
    repository.open('feature/old');
    repository.open('feature/merged');
    repository.open('feature/closed');
    repository.open('feature/open', {
      body: 'Ana Lopes asks for it.\n\nRequested-by: Ana Lopes\n',
    });
    repository.open('docs/typo');
    repository.open('feature/NotAName');
    repository.open('feature/from-a-fork', { fork: true });
    repository.open('feature/elsewhere', { base: 'feature/open' });
    repository.close(1, { merge: true, at: '2026-11-12T12:00:00Z' });
    repository.close(2, { merge: true, at: '2026-11-19T12:00:00Z' });
    repository.close(3, { merge: false, at: '2026-11-18T12:00:00Z' });

    const requests = await forge.listPullRequests();

    expect(
      requests.map(({ number, app, state, author, mergedAt }) => ({
        number,
        app,
        state,
        author,
        mergedAt,
      })),
    ).toEqual([
      { number: 4, app: 'open', state: 'open', author: 'Ana Lopes' },
      { number: 3, app: 'closed', state: 'closed', author: 'portal' },
      {
        number: 2,
        app: 'merged',
        state: 'merged',
        author: 'portal',
        mergedAt: '2026-11-19T12:00:00Z',
      },
    ]);
  });

  it('reads one request, with whether it can be merged', async () => {
    github.repository.push('feature/event', {});
    github.repository.open('feature/event');

    await expect(forge.getPullRequest(1)).resolves.toMatchObject({
      number: 1,
      app: 'event',
      branch: 'feature/event',
      url: 'https://github.test/acme/microapps/pull/1',
      headSha: github.repository.branches.get('feature/event'),
      baseSha: github.repository.branches.get('main'),
      mergeable: true,
    });
    await expect(forge.getPullRequest(2)).rejects.toThrow(
      'There is no request #2 in acme/microapps.',
    );
  });

  it.each([
    ['a conflict', false, false],
    ['nothing while the forge is still looking', null, undefined],
  ])('tells %s', async (_what, mergeable, expected) => {
    github.repository.open('feature/event', { mergeable });

    const request = await forge.getPullRequest(1);

    expect(request.mergeable).toBe(expected);
  });

  it('refuses to show a request into another branch', async () => {
    github.repository.open('feature/event', { base: 'experiment' });

    await expect(forge.getPullRequest(1)).rejects.toThrow(
      'Request #1 is not about a micro-app.',
    );
  });

  it('refuses to show a request for something else', async () => {
    github.repository.open('docs/typo');

    await expect(forge.getPullRequest(1)).rejects.toThrow(
      'Request #1 is not about a micro-app.',
    );
  });

  it('reads a file, and says so when there is none', async () => {
    await expect(forge.readFile('docs/a file.md', 'main')).resolves.toBe(
      'Grüße\n',
    );
    await expect(
      forge.readFile('docs/none.md', 'main'),
    ).resolves.toBeUndefined();
  });

  it('lists check runs and commit statuses in plain words', async () => {
    github.repository.checkRuns = [
      {
        name: 'validate',
        status: 'completed',
        conclusion: 'failure',
        output: { title: null, summary: '2 findings\nmore' },
        html_url: 'https://github.test/runs/1',
      },
      { name: 'scan', status: 'queued', conclusion: null, output: {} },
      {
        name: 'lint',
        status: 'in_progress',
        conclusion: null,
        output: {},
        details_url: 'data:text/html,hello',
      },
      { name: 'docs', status: 'completed', conclusion: 'neutral', output: {} },
    ];
    github.repository.statuses = [
      { context: 'scan', state: 'success', description: 'older word' },
      { context: 'cost', state: 'pending', target_url: 'https://cost.test/' },
      { context: 'sign', state: 'success', description: 'signed' },
    ];

    await expect(forge.listChecks('abc')).resolves.toEqual([
      { name: 'cost', state: 'running', url: 'https://cost.test/' },
      { name: 'docs', state: 'skipped' },
      { name: 'lint', state: 'running' },
      { name: 'scan', state: 'waiting' },
      { name: 'sign', state: 'passed', summary: 'signed' },
      {
        name: 'validate',
        state: 'failed',
        summary: '2 findings',
        url: 'https://github.test/runs/1',
      },
    ]);
  });

  it('names the missing config when nothing holds credentials for the host', async () => {
    const stranger = Forge.create({
      location: github.location,
      integrations: ScmIntegrations.fromConfig(new ConfigReader({})),
      logger: mockServices.logger.mock(),
    });

    await expect(stranger.listPullRequests()).rejects.toThrow(
      `integrations.github has no entry for the host ${github.location.host}. Add one with a token or a GitHub App that may write to acme/microapps.`,
    );
  });
});
