import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  signalsServiceRef,
  type SignalPayload,
} from '@backstage/plugin-signals-node';
import type {
  AppList,
  MicroAppStatus,
  Source,
} from '@microapps/plugin-microapps-common';
import {
  microAppsObserversExtensionPoint,
  type ObservedObject,
} from '@microapps/plugin-microapps-node';
import {
  FAKE_GITHUB_TOKEN,
  FakeGithub,
} from '@microapps/plugin-microapps-node/testUtils';
import request from 'supertest';
import microAppsPlugin, { microAppConditions } from './index';
import { eventually } from './testUtils/eventually';
import { FakeCluster } from './testUtils/FakeCluster';
import { FakeTree } from './testUtils/FakeTree';
import { valuesYaml } from './testUtils/microApp';

const APPLICATIONS = '/apis/example.com/v1/applications';
const INGRESSES = '/apis/networking.k8s.io/v1/ingresses';

/** An operator of our own, as a module adds one. */
const exampleModule = createBackendModule({
  pluginId: 'microapps',
  moduleId: 'example',
  register(env) {
    env.registerInit({
      deps: { observers: microAppsObserversExtensionPoint },
      async init({ observers }) {
        observers.addObserver({
          id: 'example',
          title: 'Example',
          kinds: [
            { group: 'example.com', version: 'v1', plural: 'applications' },
          ],
          observe: ({ metadata: { name, labels = {} } }) => [
            {
              type: 'deployment',
              operator: 'argocd',
              app: labels.app,
              environment: labels.environment,
              ...(labels.pullRequest && {
                pullRequest: Number(labels.pullRequest),
              }),
              namespace: name,
              sync: 'Synced',
              health: 'Healthy',
            },
          ],
        });
      },
    });
  },
});

jest.setTimeout(30_000);

describe('microAppsPlugin', () => {
  let github: FakeGithub;
  let staging: FakeCluster;
  let tree: FakeTree;
  let backend: TestBackend | undefined;
  let signals: SignalPayload[];
  let events: ReturnType<typeof mockServices.events>;
  let decision: PolicyDecision;

  beforeEach(async () => {
    github = await FakeGithub.start();
    staging = await FakeCluster.start();
    [APPLICATIONS, INGRESSES].forEach(kind => staging.addKind(kind));
    tree = new FakeTree();
    signals = [];
    events = mockServices.events();
    decision = { result: AuthorizeResult.ALLOW };
  });

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
    await staging.stop();
    await github.stop();
  });

  async function start(
    options: { forgeUrl?: string; stagingUrl?: string; config?: object } = {},
  ) {
    const forgeUrl =
      options.forgeUrl ?? github.location.url.replace(/\/acme.*/, '');
    backend = await startTestBackend({
      features: [
        microAppsPlugin,
        exampleModule,
        tree.factory,
        createServiceFactory({
          service: eventsServiceRef,
          deps: {},
          factory: () => events,
        }),
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({
            publish: async signal => {
              signals.push(signal);
            },
          }),
        }),
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(() => ({
              result:
                decision.result === AuthorizeResult.ALLOW
                  ? AuthorizeResult.ALLOW
                  : AuthorizeResult.DENY,
            })),
          authorizeConditional: async requests => requests.map(() => decision),
        }).factory,
        mockServices.rootConfig.factory({
          data: options.config ?? {
            integrations: {
              github: [
                {
                  host: new URL(forgeUrl).host,
                  apiBaseUrl: `${forgeUrl}/api/v3`,
                  token: FAKE_GITHUB_TOKEN,
                },
              ],
            },
            microapps: {
              repositories: {
                microapps: { url: `${forgeUrl}/acme/microapps` },
              },
              clusters: [
                {
                  name: 'staging',
                  url: options.stagingUrl ?? staging.url,
                  serviceAccountToken: 'portal-token',
                  ingress: { protocol: 'http', port: 7013 },
                },
              ],
              environments: [{ name: 'staging', cluster: 'staging' }],
            },
          },
        }),
      ],
    });
    return backend;
  }

  async function get<T>(path: string): Promise<T> {
    const response = await request(backend!.server).get(
      `/api/microapps${path}`,
    );
    expect(response.body.error).toBeUndefined();
    return response.body;
  }

  async function list(query = ''): Promise<AppList> {
    return get(`/apps${query}`);
  }

  async function sourceState(id: string): Promise<Source | undefined> {
    const { items } = await get<{ items: Source[] }>('/sources');
    return items.find(source => source.id === id);
  }

  async function everythingFresh() {
    await eventually(async () => {
      const { items } = await get<{ items: Source[] }>('/sources');
      expect(items.map(({ state }) => state)).toEqual([
        'fresh',
        'fresh',
        'fresh',
      ]);
    });
  }

  it('serves what Git, the cluster and the forge say, without asking them for a view', async () => {
    tree.push({ 'instances/press-kit/values.yaml': valuesYaml('press-kit') });
    staging.put(APPLICATIONS, application('press-kit', 'staging'));
    staging.put(INGRESSES, ingress('press-kit', 'press.example'));
    await start();
    await everythingFresh();

    const upstream = () => github.calls.length + staging.calls.length;
    await eventually(() => expect(staging.count('watch')).toBe(2));
    const before = upstream();
    const { items, totalItems } = await list();
    const app = await get<MicroAppStatus>('/apps/press-kit');
    expect(upstream()).toBe(before);
    expect(totalItems).toBe(1);
    expect(items).toEqual([app]);
    expect(app).toMatchObject({
      name: 'press-kit',
      owner: 'group:default/marketing',
      entityRef: 'component:default/press-kit',
      state: 'live',
      headline: {
        sentence: 'Live in staging.',
        action: { kind: 'openApp', url: 'http://press.example:7013' },
      },
      environments: [
        { name: 'staging', urls: ['http://press.example:7013'], state: 'live' },
      ],
    });
  });

  it('shows a request from its opening to its merge, moved by webhooks', async () => {
    await start();
    await everythingFresh();

    github.repository.push('feature/signup', {
      'instances/signup/values.yaml': valuesYaml('signup', {
        title: 'Sign-up',
      }),
    });
    const pull = github.repository.open('feature/signup');
    github.repository.checkRuns = [
      { name: 'validate', status: 'in_progress', conclusion: null, output: {} },
    ];
    await webhook('pull_request');
    await eventually(async () =>
      expect((await list()).items).toMatchObject([
        {
          name: 'signup',
          title: 'Sign-up',
          state: 'requested',
          headline: { sentence: 'Checking your request (0 of 1 done).' },
          pullRequests: [{ number: pull.number, kind: 'create' }],
        },
      ]),
    );

    github.repository.checkRuns = [
      {
        name: 'validate',
        status: 'completed',
        conclusion: 'success',
        output: {},
      },
    ];
    await webhook('check_run', { check_run: { head_sha: pull.headSha } });
    await eventually(async () =>
      expect(await headline('signup')).toBe(
        // The stand-in's requests are old: nobody waits for a preview any more.
        'Waiting for a reviewer of marketing.',
      ),
    );

    staging.put(APPLICATIONS, application('signup', 'preview', pull.number));
    await eventually(async () =>
      expect(await headline('signup')).toBe(
        'Your preview is ready. Waiting for a reviewer of marketing.',
      ),
    );

    github.repository.close(pull.number, { merge: true });
    tree.push({
      'instances/signup/values.yaml': valuesYaml('signup', {
        title: 'Sign-up',
      }),
    });
    await webhook('push');
    await eventually(async () =>
      expect(await headline('signup')).toBe('Approved. Starting in staging.'),
    );

    staging.remove(APPLICATIONS, 'signup-preview');
    staging.put(APPLICATIONS, application('signup', 'staging'));
    await eventually(async () =>
      expect(await get('/apps/signup')).toMatchObject({
        state: 'live',
        headline: { sentence: 'Live in staging.' },
        environments: [{ name: 'staging' }],
        pullRequests: [{ state: 'merged', kind: 'create' }],
      }),
    );
    await eventually(() =>
      expect(signals.at(-1)).toEqual({
        channel: 'microapps',
        recipients: { type: 'broadcast' },
        message: { apps: ['signup'] },
      }),
    );
  });

  it('says that a request must be brought up to date when a push got in its way', async () => {
    github.repository.push('feature/signup', {
      'instances/signup/values.yaml': valuesYaml('signup'),
    });
    const pull = github.repository.open('feature/signup');
    await start();
    await listed(1);
    expect(await headline('signup')).toMatch(/^Waiting for a reviewer/);

    pull.mergeable = false;
    await webhook('push', { ref: 'refs/heads/main' });
    await eventually(async () =>
      expect(await headline('signup')).toMatch(/^Something else has changed/),
    );
  });

  it('starts while the cluster and the forge are down, and says so', async () => {
    tree.push({ 'instances/press-kit/values.yaml': valuesYaml('press-kit') });
    await start({ stagingUrl: 'http://127.0.0.1:1' });
    await eventually(async () =>
      expect(await sourceState('cluster:staging')).toMatchObject({
        state: 'stale',
        message: expect.stringContaining('ECONNREFUSED'),
      }),
    );
    await eventually(async () =>
      expect(await get('/apps/press-kit')).toMatchObject({
        state: 'unknown',
        headline: {
          sentence:
            'No word from cluster staging yet; what you see may be incomplete.',
          severity: 'unknown',
        },
      }),
    );
  });

  it('keeps the last word when the cluster falls silent, and marks it old', async () => {
    tree.push({ 'instances/press-kit/values.yaml': valuesYaml('press-kit') });
    staging.put(APPLICATIONS, application('press-kit', 'staging'));
    await start();
    await everythingFresh();

    await staging.stop();
    await eventually(async () =>
      expect(await get('/apps/press-kit')).toMatchObject({
        state: 'unknown',
        headline: {
          sentence: expect.stringMatching(
            /^No word from cluster staging since \d\d:\d\d; what you see may be old\.$/,
          ),
        },
        environments: [
          {
            health: 'Healthy',
            state: 'live',
            staleSince: expect.stringMatching(/^\d{4}-/),
          },
        ],
      }),
    );
    staging = await FakeCluster.start();
  });

  it('says what is missing when it is not configured', async () => {
    await expect(start({ config: {} })).rejects.toThrow(
      'microapps.repositories.microapps.url is missing: the address of the repository, like https://github.com/acme/microapps.',
    );
  });

  describe('with a policy that goes by owner', () => {
    beforeEach(async () => {
      tree.push({
        'instances/press-kit/values.yaml': valuesYaml('press-kit'),
        'instances/lunch/values.yaml': valuesYaml('lunch', {
          owner: 'group:default/people-team',
        }),
      });
      decision = {
        result: AuthorizeResult.CONDITIONAL,
        pluginId: 'microapps',
        resourceType: 'micro-app',
        conditions: {
          anyOf: [
            microAppConditions.isOwner({ owners: ['group:default/Marketing'] }),
          ],
        },
      };
      await start();
      await listed(1);
    });

    it('lists only what may be seen', async () => {
      const { items, totalItems } = await list();
      expect(items.map(({ name }) => name)).toEqual(['press-kit']);
      expect(totalItems).toBe(1);
    });

    it('refuses another owner’s micro-app, and says whom to ask', async () => {
      const { status, body } = await request(backend!.server).get(
        '/api/microapps/apps/lunch',
      );
      expect(status).toBe(403);
      expect(body.error.message).toBe(
        'You may not see the micro-app "lunch". Ask its owner, group:default/people-team.',
      );
    });

    it('refuses to say what is watched', async () => {
      const { status } = await request(backend!.server).get(
        '/api/microapps/sources',
      );
      expect(status).toBe(403);
    });
  });

  async function listed(number: number) {
    await eventually(async () =>
      expect((await list()).items).toHaveLength(number),
    );
  }

  async function headline(app: string): Promise<string> {
    return (await get<MicroAppStatus>(`/apps/${app}`)).headline.sentence;
  }

  async function webhook(event: string, payload: object = {}) {
    await events.publish({
      topic: `github.${event}`,
      eventPayload: { repository: { full_name: 'acme/microapps' }, ...payload },
    });
  }
});

function application(
  app: string,
  environment: string,
  pullRequest?: number,
): ObservedObject {
  return {
    metadata: {
      name: `${app}-${environment}`,
      labels: {
        app,
        environment,
        ...(pullRequest && { pullRequest: String(pullRequest) }),
      },
    },
  };
}

function ingress(app: string, host: string): ObservedObject {
  return {
    metadata: {
      name: app,
      namespace: `${app}-staging`,
      labels: {
        'microapps.dev/app': app,
        'microapps.dev/environment': 'staging',
      },
    },
    spec: { rules: [{ host, http: { paths: [{ path: '/' }] } }] },
  };
}
