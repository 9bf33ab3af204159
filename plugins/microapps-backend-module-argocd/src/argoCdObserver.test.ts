import type {
  DeploymentFact,
  ObservedObject,
} from '@microapps/plugin-microapps-node';
import { argoCdObserver } from './argoCdObserver';

const HEAD = '5f3c1d0a9b8e7f6c5d4e3f2a1b0c9d8e7f6a5b4c';
const BEFORE = '1111111111111111111111111111111111111111';

type ApplicationParts = {
  labels?: Record<string, string>;
  spec?: object;
  status?: object;
};

/** An Application as an ApplicationSet of the catalog makes it. */
function application({
  labels = {},
  spec = {},
  status,
}: ApplicationParts = {}): ObservedObject {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: 'press-kit-staging',
      namespace: 'argocd',
      labels: {
        'microapps.dev/app': 'press-kit',
        'microapps.dev/environment': 'staging',
        ...labels,
      },
    },
    spec: {
      project: 'microapps',
      source: {
        repoURL: 'https://forge.example/acme/microapps',
        path: 'instances/press-kit',
        targetRevision: 'main',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: 'press-kit-staging',
      },
      ...spec,
    },
    ...(status && { status }),
  };
}

const history = [
  { id: 0, revision: BEFORE, deployedAt: '2026-11-20T09:00:00Z' },
];

const healthy = {
  sync: { status: 'Synced', revision: HEAD },
  health: { status: 'Healthy' },
  history: [
    ...history,
    { id: 1, revision: HEAD, deployedAt: '2026-11-21T09:00:00Z' },
  ],
  operationState: { phase: 'Succeeded', message: 'successfully synced' },
  summary: {
    images: ['ghcr.io/acme/press:1.0.0'],
    externalURLs: ['https://press-kit.staging.example'],
  },
};

function observe(parts?: ApplicationParts): DeploymentFact[] {
  return argoCdObserver.observe(application(parts), {
    cluster: 'staging',
    ingress: { protocol: 'https' },
  }) as DeploymentFact[];
}

describe('argoCdObserver', () => {
  it('tells all of an Application that is well, and no URL of Argo CD’s', () => {
    expect(observe({ status: healthy })).toEqual([
      {
        type: 'deployment',
        app: 'press-kit',
        environment: 'staging',
        operator: 'argocd',
        namespace: 'press-kit-staging',
        sync: 'Synced',
        health: 'Healthy',
        message: undefined,
        revision: HEAD,
        images: ['ghcr.io/acme/press:1.0.0'],
        lastDeployedAt: '2026-11-21T09:00:00Z',
      },
    ]);
  });

  it('knows a preview by its pull request', () => {
    const labels = {
      'microapps.dev/environment': 'preview',
      'microapps.dev/pull-request': '12',
    };
    expect(observe({ labels, status: healthy })).toMatchObject([
      { app: 'press-kit', environment: 'preview', pullRequest: 12 },
    ]);
  });

  it.each<[string, object | undefined, Partial<DeploymentFact>]>([
    [
      'was just made',
      undefined,
      { sync: 'Unknown', health: 'Missing', message: undefined },
    ],
    [
      'was compared, and not deployed yet',
      {
        sync: { status: 'OutOfSync', revision: HEAD },
        health: { status: 'Missing' },
      },
      { sync: 'OutOfSync', health: 'Missing', revision: undefined },
    ],
    [
      'starts',
      {
        ...healthy,
        health: { status: 'Progressing', message: 'Waiting for rollout' },
      },
      { sync: 'Synced', health: 'Progressing', message: undefined },
    ],
    [
      'has a new commit on its way, while the one before runs',
      {
        ...healthy,
        sync: { status: 'OutOfSync', revision: HEAD },
        history,
      },
      {
        sync: 'OutOfSync',
        health: 'Healthy',
        revision: BEFORE,
        message: undefined,
      },
    ],
    [
      'could not be synced, as admission refused it',
      {
        ...healthy,
        sync: { status: 'OutOfSync', revision: HEAD },
        history,
        operationState: {
          phase: 'Failed',
          message:
            'admission webhook "validate.kyverno.svc" denied the request',
          finishedAt: '2026-11-21T09:01:00Z',
        },
      },
      {
        sync: 'OutOfSync',
        revision: BEFORE,
        message: 'admission webhook "validate.kyverno.svc" denied the request',
      },
    ],
    [
      'had a hook that failed, before a later sync succeeded',
      {
        ...healthy,
        operationState: { phase: 'Failed', message: 'hook failed' },
      },
      { sync: 'Synced', message: undefined },
    ],
    [
      'cannot be compared',
      {
        ...healthy,
        sync: { status: 'Unknown', revision: HEAD },
        history,
        conditions: [
          { type: 'SharedResourceWarning', message: 'shared' },
          {
            type: 'ComparisonError',
            message: 'Failed to load target state: kustomize build failed',
          },
        ],
      },
      {
        sync: 'Unknown',
        revision: BEFORE,
        message: 'Failed to load target state: kustomize build failed',
      },
    ],
    [
      'does not run, for a reason that one of its objects gives',
      {
        ...healthy,
        health: { status: 'Degraded' },
        resources: [
          { kind: 'Service', name: 'web', health: { status: 'Healthy' } },
          {
            kind: 'Deployment',
            name: 'web',
            health: {
              status: 'Degraded',
              message: 'Deployment "web" exceeded its progress deadline',
            },
          },
        ],
      },
      {
        health: 'Degraded',
        message: 'Deployment "web" exceeded its progress deadline',
      },
    ],
    [
      'does not run, and nobody says why',
      {
        ...healthy,
        health: { status: 'Degraded' },
        resources: [
          { kind: 'Deployment', name: 'web', health: { status: 'Degraded' } },
        ],
      },
      {
        health: 'Degraded',
        message: 'Deployment web is Degraded, and Argo CD does not say why.',
      },
    ],
    [
      'is suspended',
      { ...healthy, health: { status: 'Suspended' } },
      { health: 'Suspended', message: undefined },
    ],
    [
      'has a health that Argo CD may learn later',
      { ...healthy, health: { status: 'Sleepy' } },
      { health: 'Unknown' },
    ],
    [
      'was deployed by hand once, without any history',
      {
        sync: { status: 'OutOfSync', revision: HEAD },
        health: { status: 'Healthy' },
        operationState: {
          phase: 'Succeeded',
          finishedAt: '2026-11-19T09:00:00Z',
          syncResult: { revision: BEFORE },
        },
      },
      { revision: BEFORE, lastDeployedAt: '2026-11-19T09:00:00Z' },
    ],
  ])('maps an Application that %s', (_, status, expected) => {
    const [fact] = observe({ status });
    expect({ ...fact, ...expected }).toEqual(fact);
  });

  it('takes the commit of several sources from the one that is in Git', () => {
    const sources = [
      {
        repoURL: 'https://charts.example',
        chart: 'web',
        targetRevision: '1.2',
      },
      {
        repoURL: 'https://forge.example/acme/microapps',
        path: 'instances/press-kit',
      },
    ];
    const status = {
      sync: { status: 'Synced', revisions: ['1.2.3', HEAD] },
      health: { status: 'Healthy' },
    };
    expect(
      observe({ spec: { source: undefined, sources }, status }),
    ).toMatchObject([{ revision: HEAD }]);
  });

  it.each<[string, ObservedObject]>([
    [
      'is no micro-app’s',
      { ...application(), metadata: { name: 'argocd', labels: {} } },
    ],
    [
      'is a preview without its number',
      application({ labels: { 'microapps.dev/environment': 'preview' } }),
    ],
    ['has another shape', { ...application(), spec: 'none' }],
  ])('has nothing to say of an object that %s', (_, object) => {
    expect(
      argoCdObserver.observe(object, {
        cluster: 'staging',
        ingress: { protocol: 'https' },
      }),
    ).toEqual([]);
  });
});
