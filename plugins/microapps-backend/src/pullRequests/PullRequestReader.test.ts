import type { Check } from '@microapps/plugin-microapps-common';
import type { ForgePullRequest } from '@microapps/plugin-microapps-node';
import { check, minutesAgo, NOW, pullRequest } from '../testUtils/knowledge';
import { valuesYaml } from '../testUtils/microApp';
import { PullRequestReader, type ReadableForge } from './PullRequestReader';

/** A forge in memory that counts what it is asked. */
class FakeForge implements ReadableForge {
  pullRequests: ForgePullRequest[] = [];
  checks: Check[] = [];
  files: Record<string, string> = {};
  asked: string[] = [];

  async listPullRequests() {
    this.asked.push('requests');
    return this.pullRequests;
  }

  async listChecks(sha: string) {
    this.asked.push(`checks ${sha}`);
    return this.checks;
  }

  async readFile(path: string, ref: string) {
    this.asked.push(`${path} ${ref}`);
    return this.files[`${path} ${ref}`];
  }
}

const VALUES = 'instances/press-kit/values.yaml';

describe('PullRequestReader', () => {
  let forge: FakeForge;
  let inGit: boolean | undefined;
  let now: number;
  let reader: PullRequestReader;

  beforeEach(() => {
    forge = new FakeForge();
    forge.files = { [`${VALUES} abc`]: valuesYaml('press-kit') };
    forge.pullRequests = [pullRequest().pullRequest];
    inGit = false;
    now = NOW;
    reader = PullRequestReader.create({
      forge,
      hasInstance: () => inGit,
      now: () => now,
    });
  });

  it('reads what a request asks for, and how its checks stand', async () => {
    forge.checks = [check('validate', 'running')];
    expect(await reader.read()).toEqual([
      {
        pullRequest: forge.pullRequests[0],
        kind: 'create',
        checks: [check('validate', 'running')],
        app: expect.objectContaining({ kind: 'MicroApp' }),
      },
    ]);
  });

  it('reads checks again while they run, and for a while no more when they are done', async () => {
    forge.checks = [check('validate', 'running')];
    await reader.read();
    forge.checks = [check('validate', 'passed')];
    await reader.read();
    expect(forge.asked).toEqual([
      'requests',
      `${VALUES} abc`,
      'checks abc',
      'requests',
      'checks abc',
    ]);

    forge.asked = [];
    await reader.read();
    expect(forge.asked).toEqual(['requests']);

    now += 11 * 60_000;
    await reader.read();
    expect(forge.asked).toContain('checks abc');
  });

  it('reads done checks again when the forge says that they moved', async () => {
    forge.checks = [check('validate', 'passed')];
    await reader.read();
    reader.forgetChecks('abc');
    forge.checks = [check('validate', 'failed')];
    const [{ checks }] = await reader.read();
    expect(checks).toEqual([check('validate', 'failed')]);
  });

  it.each<[string, boolean | undefined, string, string | undefined]>([
    ['new', false, valuesYaml('press-kit'), 'create'],
    ['there already', true, valuesYaml('press-kit'), 'change'],
    ['not told yet', undefined, valuesYaml('press-kit'), undefined],
  ])(
    'knows what a request is when the micro-app is %s',
    async (_, known, text, kind) => {
      inGit = known;
      forge.files[`${VALUES} abc`] = text;
      expect((await reader.read())[0].kind).toBe(kind);
    },
  );

  it('knows a removal by what is not there any more', async () => {
    inGit = true;
    forge.files = {};
    expect(await reader.read()).toMatchObject([
      { kind: 'remove', removes: true },
    ]);
  });

  it('remembers after the merge what the request was', async () => {
    forge.checks = [check('validate', 'passed')];
    await reader.read();
    inGit = true;
    forge.pullRequests = [
      pullRequest({ state: 'merged', mergedAt: minutesAgo(0) }).pullRequest,
    ];
    expect(await reader.read()).toMatchObject([
      { kind: 'create', checks: [{ state: 'passed' }] },
    ]);
  });

  it('does not ask about requests that ended long ago', async () => {
    forge.pullRequests = [
      pullRequest({ state: 'merged', mergedAt: minutesAgo(60) }).pullRequest,
    ];
    await reader.read();
    expect(forge.asked).toEqual(['requests']);
  });

  it('shows a request whose values.yaml is broken', async () => {
    forge.files[`${VALUES} abc`] = 'kind: [';
    expect(await reader.read()).toMatchObject([
      { pullRequest: { number: 12 }, app: undefined },
    ]);
  });
});
