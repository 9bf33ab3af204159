import { mockServices } from '@backstage/backend-test-utils';
import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
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
  mergeable: boolean | undefined = true;
  asked: string[] = [];
  /** Happens while a question is on its way. */
  meanwhile: (asked: string) => void = () => {};
  /** Questions under way, and how many there were at most. */
  underWay = 0;
  mostUnderWay = 0;

  async listPullRequests() {
    await this.ask('requests');
    return this.pullRequests;
  }

  async getPullRequest(number: number) {
    const { mergeable } = this;
    await this.ask(`request ${number}`);
    const pull = this.pullRequests.find(each => each.number === number);
    return { ...pull!, mergeable };
  }

  async listChecks(sha: string) {
    const { checks } = this;
    await this.ask(`checks ${sha}`);
    return checks;
  }

  async readFile(path: string, ref: string) {
    await this.ask(`${path} ${ref}`);
    return this.files[`${path} ${ref}`];
  }

  private async ask(question: string) {
    this.asked.push(question);
    this.underWay += 1;
    this.mostUnderWay = Math.max(this.mostUnderWay, this.underWay);
    await new Promise(setImmediate);
    this.underWay -= 1;
    this.meanwhile(question);
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
      logger: mockServices.logger.mock(),
      now: () => now,
    });
  });

  it('reads what a request asks for, and how its checks stand', async () => {
    forge.checks = [check('validate', 'running')];
    expect(await reader.read()).toEqual([
      {
        pullRequest: { ...forge.pullRequests[0], mergeable: true },
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
      'request 12',
      'requests',
      'checks abc',
    ]);

    forge.asked = [];
    await reader.read();
    expect(forge.asked).toEqual(['requests']);

    // A second workflow begins, and no webhook tells of it.
    now += 61_000;
    forge.checks = [check('validate', 'passed'), check('scan', 'running')];
    expect(await reader.read()).toMatchObject([{ checks: forge.checks }]);
  });

  it('does not ask at once again about checks that there are none of', async () => {
    await reader.read();
    forge.asked = [];
    await reader.read();
    expect(forge.asked).toEqual(['requests']);
  });

  it('reads done checks again when the forge says that they moved', async () => {
    forge.checks = [check('validate', 'passed')];
    await reader.read();
    reader.forgetChecks('abc');
    forge.checks = [check('validate', 'failed')];
    const [{ checks }] = await reader.read();
    expect(checks).toEqual([check('validate', 'failed')]);
  });

  it('does not believe checks that moved while they were read', async () => {
    forge.checks = [check('validate', 'passed')];
    forge.meanwhile = asked => {
      if (asked === 'checks abc') {
        forge.meanwhile = () => {};
        forge.checks = [check('validate', 'failed')];
        reader.forgetChecks('abc');
      }
    };
    await reader.read();
    expect(await reader.read()).toMatchObject([
      { checks: [{ state: 'failed' }] },
    ]);
  });

  it('keeps the checks of a merged request when the forge speaks of them again', async () => {
    forge.checks = [check('validate', 'passed')];
    await reader.read();
    forge.pullRequests = [
      pullRequest({ state: 'merged', mergedAt: minutesAgo(0) }).pullRequest,
    ];
    reader.forgetChecks('abc');
    expect(await reader.read()).toMatchObject([
      { checks: [{ state: 'passed' }] },
    ]);
  });

  it('asks whether a request can be merged when it or what it is merged into moves', async () => {
    forge.mergeable = false;
    expect(await mergeable()).toBe(false);
    forge.mergeable = true;
    expect(await mergeable()).toBe(false);

    reader.forgetMergeability();
    expect(await mergeable()).toBe(true);

    forge.mergeable = false;
    forge.pullRequests = [pullRequest({ headSha: 'def' }).pullRequest];
    expect(await mergeable()).toBe(false);

    forge.mergeable = true;
    now += 11 * 60_000;
    expect(await mergeable()).toBe(true);
  });

  it('keeps the word before while the forge works out whether it can be merged', async () => {
    forge.mergeable = false;
    await reader.read();
    reader.forgetMergeability();
    forge.mergeable = undefined;
    expect(await mergeable()).toBe(false);
    forge.mergeable = true;
    expect(await mergeable()).toBe(true);
  });

  it('does not mix up two requests of one commit', async () => {
    const other = 'instances/lunch/values.yaml';
    forge.files[`${other} abc`] = valuesYaml('lunch');
    forge.pullRequests = [
      pullRequest().pullRequest,
      pullRequest({ number: 13, app: 'lunch' }).pullRequest,
    ];
    await reader.read();
    expect(await reader.read()).toMatchObject([
      { app: { metadata: { name: 'press-kit' } } },
      { app: { metadata: { name: 'lunch' } } },
    ]);
  });

  it('does not take another micro-app for the one that is asked for', async () => {
    forge.files[`${VALUES} abc`] = valuesYaml('lunch');
    const [fact] = await reader.read();
    expect(fact.app).toBeUndefined();
  });

  it('keeps the last word on a request that cannot be read, and reads the others', async () => {
    forge.pullRequests = [
      pullRequest().pullRequest,
      pullRequest({ number: 13, headSha: 'def' }).pullRequest,
    ];
    forge.files[`${VALUES} def`] = valuesYaml('press-kit');
    forge.checks = [check('validate', 'running')];
    await reader.read();

    forge.checks = [check('validate', 'passed')];
    forge.meanwhile = asked => {
      if (asked === 'checks abc') {
        throw new NotFoundError('No commit found.');
      }
    };
    expect(await reader.read()).toMatchObject([
      { app: { kind: 'MicroApp' }, checks: [{ state: 'running' }] },
      { app: { kind: 'MicroApp' }, checks: [{ state: 'passed' }] },
    ]);
  });

  it('fails when the forge answers for no request', async () => {
    forge.meanwhile = asked => {
      if (asked !== 'requests') {
        throw new ServiceUnavailableError('GitHub asks to slow down.');
      }
    };
    await expect(reader.read()).rejects.toThrow('GitHub asks to slow down.');
  });

  it('asks about a few requests at a time', async () => {
    forge.pullRequests = [...Array(30)].map(
      (_, index) =>
        pullRequest({ number: index + 1, headSha: `sha-${index}` }).pullRequest,
    );
    const facts = await reader.read();
    expect(facts.map(({ pullRequest: { number } }) => number)).toEqual(
      forge.pullRequests.map(({ number }) => number),
    );
    expect(forge.mostUnderWay).toBe(8);
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

  async function mergeable(): Promise<boolean | undefined> {
    const [fact] = await reader.read();
    return fact.pullRequest.mergeable;
  }
});
