import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { Forge } from '@microapps/plugin-microapps-node';
import {
  EXAMPLE_FORM_YAML,
  FakeGithub,
} from '@microapps/plugin-microapps-node/testUtils';
import { createInstanceAction } from './createInstanceAction';
import { Gatekeeper } from './Gatekeeper';

const ANSWERS = {
  name: 'spring-signup',
  title: 'Spring | sign-up @all',
  owner: 'group:default/marketing',
  contact: 'events@acme.example',
  costCenter: 'CC-1234',
  visibility: 'internal',
  image: 'ghcr.io/acme/event:1.4.2',
};
const TAKEN = `apiVersion: microapps.dev/v1alpha1
kind: MicroApp
metadata:
  name: lunch-planner
  annotations: { config.kubernetes.io/local-config: "true" }
spec:
  template: basic-webapp
  title: Lunch planner
  owner: group:default/people-team
  contact: people@acme.example
  costCenter: CC-2050
  visibility: internal
`;
const ANA = {
  ref: 'user:default/ana',
  entity: {
    apiVersion: 'backstage.io/v1alpha1' as const,
    kind: 'User' as const,
    metadata: { name: 'ana' },
    spec: { profile: { displayName: 'Ana Lopes', email: 'ana@acme.example' } },
  },
};

describe('microapps:instance:create', () => {
  let github: FakeGithub;
  let repositoryReadings: number;

  beforeEach(async () => {
    github = await FakeGithub.start({
      'templates/basic-webapp/form.yaml': EXAMPLE_FORM_YAML,
      'instances/lunch-planner/values.yaml': TAKEN,
      'instances/broken/values.yaml': 'a: [',
    });
  });
  afterEach(() => github.stop());

  async function run(
    answers: object = {},
    more: Partial<Pick<FakeGithub, 'location' | 'integrations'>> & {
      template?: string;
      isDryRun?: boolean;
      policy?: AuthorizeResult.ALLOW | AuthorizeResult.DENY;
      teams?: string[];
      service?: boolean;
    } = {},
  ) {
    const credentials = more.service
      ? mockCredentials.service('plugin:nightly')
      : mockCredentials.user(ANA.ref);
    const read = jest.fn(async () => ({
      commit: github.repository.branches.get('main')!,
      files: new Map(Object.entries(github.repository.filesAt('main'))),
    }));
    const action = createInstanceAction({
      gatekeeper: Gatekeeper.create({
        auth: mockServices.auth(),
        permissions: mockServices.permissions({
          result: more.policy ?? AuthorizeResult.ALLOW,
        }),
        userInfo: mockServices.userInfo({
          ownershipEntityRefs: [
            ANA.ref,
            ...(more.teams ?? ['group:default/marketing']),
          ],
        }),
      }),
      forge: Forge.create({
        location: more.location ?? github.location,
        integrations: more.integrations ?? github.integrations,
        logger: mockServices.logger.mock(),
        limits: { retryWaitMs: 1 },
      }),
      repository: { read },
      now: () => new Date('2026-11-20T12:00:00Z'),
    });
    const context = {
      ...createMockActionContext({
        input: {
          template: more.template ?? 'basic-webapp',
          answers: { ...ANSWERS, ...answers },
        },
        user: ANA,
      }),
      // The mock's own option is not handed on.
      isDryRun: more.isDryRun,
      getInitiatorCredentials: async () => credentials,
    };
    await action.handler(context).finally(() => {
      repositoryReadings = read.mock.calls.length;
    });
    return Object.fromEntries((context.output as jest.Mock).mock.calls);
  }

  it('opens a request with the files, in the name of the person', async () => {
    await expect(run()).resolves.toEqual({
      pullRequestUrl: 'https://github.test/acme/microapps/pull/1',
      pullRequestNumber: 1,
      entityRef: 'component:default/spring-signup',
    });

    const { repository } = github;
    expect(repository.pulls[0]).toMatchObject({
      head: 'feature/spring-signup',
      base: 'main',
      title: 'Add Spring | sign-up @all',
    });
    expect(repository.headOf('feature/spring-signup')).toMatchObject({
      author: { name: 'Ana Lopes', email: 'ana@acme.example' },
      message: expect.stringContaining(
        'Co-authored-by: Ana Lopes <ana@acme.example>',
      ),
    });
    expect(Object.keys(repository.filesAt('feature/spring-signup'))).toEqual(
      expect.arrayContaining([
        'instances/spring-signup/values.yaml',
        'instances/spring-signup/kustomization.yaml',
      ]),
    );
  });

  it('tells the reviewer who asks for what, and lets no answer be markup', async () => {
    await run({ title: '[x](javascript:1) <img> @all | `a`' });

    const { body } = github.repository.pulls[0];
    expect(body).toContain('Requested-by: Ana Lopes\n');
    expect(body).toContain('| Cost center | CC\\-1234 |');
    expect(body).not.toMatch(/[^\\](\]\(|<img|@all|`a)/);
  });

  it('finds its own request when the task is tried again', async () => {
    github.fail({ method: 'POST', path: /pulls/, times: 3, status: 502 });
    await expect(run()).rejects.toThrow(/Try again in a few minutes/);

    await expect(run()).resolves.toMatchObject({ pullRequestNumber: 1 });
    await expect(run()).resolves.toMatchObject({ pullRequestNumber: 1 });
    expect(github.repository.pulls).toHaveLength(1);
  });

  it('only tells what it would write in a dry run', async () => {
    await expect(run({}, { isDryRun: true })).resolves.toEqual({
      entityRef: 'component:default/spring-signup',
    });

    expect(github.calls).toEqual([]);
  });

  it.each([
    [
      { name: 'lunch-planner' },
      'The name "lunch-planner" is taken by an app of group:default/people-team. Choose another.',
    ],
    [
      { name: 'broken' },
      'The name "broken" is taken by another app. Choose another.',
    ],
    [{ name: 'Not a name' }, 'Choose a name of at most 40 characters'],
    [
      { costCenter: undefined },
      'Enter the cost center that pays for it (like CC-1234).',
    ],
    [{ replicas: 99 }, '"Copies" must be at most 3.'],
    [{ hostNetwork: true }, '"hostNetwork" is not a question of the template'],
  ])(
    'answers %j with a sentence, and writes nothing',
    async (answers, sentence) => {
      await expect(run(answers)).rejects.toThrow(sentence);
      expect(github.calls).toEqual([]);
    },
  );

  it('refuses whom the policy does not allow it, before anything is read', async () => {
    await expect(run({}, { policy: AuthorizeResult.DENY })).rejects.toThrow(
      'You may not ask for a micro-app. Ask your SRE for the permission "microapps.app.create".',
    );
    expect(repositoryReadings).toBe(0);
    expect(github.calls).toEqual([]);
  });

  it.each([
    [
      ['group:default/sre', 'group:default/people-team'],
      'You are not in group:default/marketing. Choose one of your teams: group:default/sre, group:default/people-team.',
    ],
    [
      [],
      'You are not in group:default/marketing. You are in no team that the portal knows: reload the page and try again, or ask your SRE.',
    ],
  ])(
    "refuses an owner that is not one of the person's teams %j",
    async (teams, sentence) => {
      await expect(run({}, { teams })).rejects.toThrow(sentence);
      await expect(run({}, { teams, isDryRun: true })).rejects.toThrow(
        sentence,
      );
      expect(github.calls).toEqual([]);
    },
  );

  it('knows a team however its name is written', async () => {
    await expect(
      run({ owner: 'Group:default/Marketing' }, { isDryRun: true }),
    ).resolves.toMatchObject({ entityRef: 'component:default/spring-signup' });
  });

  it('takes the word of a service, which has no teams', async () => {
    await expect(run({}, { service: true, teams: [] })).resolves.toMatchObject({
      pullRequestNumber: 1,
    });
  });

  it('says what to do when the teams cannot be looked up', async () => {
    const gatekeeper = Gatekeeper.create({
      auth: mockServices.auth(),
      permissions: mockServices.permissions(),
      userInfo: {
        getUserInfo: async () => {
          throw new Error('401');
        },
      },
    });

    await expect(
      gatekeeper.refuseForeignOwner(
        mockCredentials.user(),
        'group:default/marketing',
      ),
    ).rejects.toThrow(
      'Your teams could not be looked up. Sign in again, then send the form once more',
    );
  });

  it('names the templates that there are', async () => {
    await expect(run({}, { template: 'x' })).rejects.toThrow(
      'There is no template "x". Choose one of: basic-webapp.',
    );
  });

  it('refuses a name that an open request asks for', async () => {
    await run();

    await expect(run({ title: 'Another' })).rejects.toThrow(
      'There is already an open request for spring-signup (#1)',
    );
    expect(github.repository.pulls).toHaveLength(1);
  });

  it('says so when the forge is down', async () => {
    const { location, integrations } = github;
    await github.stop();

    await expect(run({}, { location, integrations })).rejects.toThrow(
      `GitHub at ${location.host} does not answer. Try again in a few minutes; what was done already is found.`,
    );
  });
});
