import type {
  DeploymentFact,
  ObservedObject,
} from '@microapps/plugin-microapps-node';
import { commitOf } from './commitOf';
import { fluxObserver } from './fluxObserver';

const HEAD = '5f3c1d0a9b8e7f6c5d4e3f2a1b0c9d8e7f6a5b4c';
const BEFORE = '1111111111111111111111111111111111111111';

const metadata = {
  name: 'press-kit',
  namespace: 'flux-system',
  generation: 2,
  labels: {
    'microapps.dev/app': 'press-kit',
    'microapps.dev/environment': 'production',
  },
};

function ready(status: string, reason: string, message = '') {
  return {
    type: 'Ready',
    status,
    reason,
    message,
    lastTransitionTime: '2026-11-21T09:00:00Z',
  };
}

/** A Kustomization as the catalog's ResourceSet makes it, applied and well. */
function kustomization(status: object = {}, spec: object = {}): ObservedObject {
  return {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata,
    spec: {
      interval: '10m',
      path: './instances/press-kit/production',
      prune: true,
      sourceRef: { kind: 'GitRepository', name: 'microapps' },
      targetNamespace: 'press-kit-production',
      ...spec,
    },
    status: {
      conditions: [
        ready(
          'True',
          'ReconciliationSucceeded',
          `Applied revision: main@sha1:${HEAD}`,
        ),
      ],
      observedGeneration: 2,
      lastAppliedRevision: `main@sha1:${HEAD}`,
      lastAttemptedRevision: `main@sha1:${HEAD}`,
      ...status,
    },
  };
}

function helmRelease(status: object = {}, spec: object = {}): ObservedObject {
  return {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { ...metadata, namespace: 'press-kit-production' },
    spec: {
      chart: { spec: { chart: './templates/web/chart' } },
      interval: '10m',
      ...spec,
    },
    status: {
      conditions: [ready('True', 'UpgradeSucceeded')],
      observedGeneration: 2,
      history: [
        {
          version: 2,
          status: 'deployed',
          lastDeployed: '2026-11-20T08:00:00Z',
        },
      ],
      ...status,
    },
  };
}

function observe(object: ObservedObject): DeploymentFact[] {
  return fluxObserver.observe(object, {
    cluster: 'production',
    ingress: { protocol: 'https' },
  }) as DeploymentFact[];
}

type Case = [
  why: string,
  object: ObservedObject,
  expected: Partial<DeploymentFact>,
];

const KUSTOMIZATIONS: Case[] = [
  [
    'was just made',
    kustomization({
      conditions: [],
      observedGeneration: -1,
      lastAppliedRevision: undefined,
      lastAttemptedRevision: undefined,
    }),
    { sync: 'Unknown', health: 'Progressing', revision: undefined },
  ],
  [
    'is applied for the first time',
    kustomization({
      conditions: [ready('Unknown', 'Progressing', 'Running health checks')],
      lastAppliedRevision: undefined,
    }),
    { sync: 'OutOfSync', health: 'Progressing', message: undefined },
  ],
  [
    'has a new commit on its way',
    kustomization({
      lastAppliedRevision: `main@sha1:${BEFORE}`,
    }),
    { sync: 'OutOfSync', health: 'Healthy', revision: BEFORE },
  ],
  [
    'was edited and not looked at since',
    kustomization({ observedGeneration: 1 }),
    { sync: 'OutOfSync', health: 'Healthy' },
  ],
  [
    'could not be built, while an earlier version runs',
    kustomization({
      conditions: [ready('False', 'BuildFailed', 'kustomize build failed')],
      lastAppliedRevision: `main@sha1:${BEFORE}`,
    }),
    {
      sync: 'OutOfSync',
      health: 'Healthy',
      message: 'kustomize build failed',
      revision: BEFORE,
    },
  ],
  [
    'could never be built',
    kustomization({
      conditions: [ready('False', 'BuildFailed', 'kustomize build failed')],
      lastAppliedRevision: undefined,
    }),
    {
      sync: 'OutOfSync',
      health: 'Degraded',
      message: 'kustomize build failed',
    },
  ],
  [
    'was applied and does not run',
    kustomization({
      conditions: [
        ready(
          'False',
          'HealthCheckFailed',
          'health check failed: Deployment/web status: Failed',
        ),
      ],
    }),
    {
      sync: 'Synced',
      health: 'Degraded',
      message: 'health check failed: Deployment/web status: Failed',
    },
  ],
  [
    'waits for another',
    kustomization({
      conditions: [
        ready(
          'False',
          'DependencyNotReady',
          "dependency 'flux-system/orders-db' is not ready",
        ),
      ],
    }),
    {
      sync: 'OutOfSync',
      health: 'Progressing',
      message: "dependency 'flux-system/orders-db' is not ready",
    },
  ],
  [
    'does not find its source',
    kustomization({
      conditions: [ready('False', 'ArtifactFailed', 'Source is not ready')],
    }),
    { sync: 'Unknown', health: 'Healthy', message: 'Source is not ready' },
  ],
  [
    'is stalled',
    kustomization({
      conditions: [
        ready('False', 'InvalidCELExpression', 'invalid'),
        {
          type: 'Stalled',
          status: 'True',
          reason: 'InvalidCELExpression',
          message: 'invalid expression in healthCheckExprs',
        },
      ],
      lastAppliedRevision: undefined,
    }),
    { health: 'Degraded', message: 'invalid expression in healthCheckExprs' },
  ],
  [
    'is suspended',
    kustomization({}, { suspend: true }),
    { sync: 'Synced', health: 'Suspended', message: undefined },
  ],
  [
    'failed and gives only a reason',
    kustomization({ conditions: [ready('False', 'PruneFailed')] }),
    { health: 'Healthy', sync: 'OutOfSync', message: 'PruneFailed' },
  ],
];

const HELM_RELEASES: Case[] = [
  [
    'is released',
    helmRelease(),
    {
      sync: 'Synced',
      health: 'Healthy',
      namespace: 'press-kit-production',
      lastDeployedAt: '2026-11-20T08:00:00Z',
    },
  ],
  [
    'could not be installed',
    helmRelease({
      conditions: [ready('False', 'InstallFailed', 'timed out waiting')],
      history: [{ version: 1, status: 'failed' }],
    }),
    { health: 'Degraded', message: 'timed out waiting' },
  ],
  [
    'was rolled back',
    helmRelease({
      conditions: [
        ready('False', 'RollbackSucceeded', 'Helm rollback to 1 succeeded'),
      ],
    }),
    {
      sync: 'OutOfSync',
      health: 'Healthy',
      message: 'Helm rollback to 1 succeeded',
    },
  ],
  ['is suspended', helmRelease({}, { suspend: true }), { health: 'Suspended' }],
];

describe('fluxObserver', () => {
  it('tells all of a Kustomization that is well', () => {
    expect(observe(kustomization())).toEqual([
      {
        type: 'deployment',
        app: 'press-kit',
        environment: 'production',
        operator: 'flux',
        namespace: 'press-kit-production',
        sync: 'Synced',
        health: 'Healthy',
        revision: HEAD,
        lastDeployedAt: '2026-11-21T09:00:00Z',
      },
    ]);
  });

  it('takes the time of the last deploy from the history where Flux keeps one', () => {
    const history = [{ digest: 'x', firstReconciled: '2026-11-01T00:00:00Z' }];
    expect(observe(kustomization({ history }))).toMatchObject([
      { lastDeployedAt: '2026-11-01T00:00:00Z' },
    ]);
  });

  it.each(KUSTOMIZATIONS)(
    'maps a Kustomization that %s',
    (_, object, expected) => {
      const [fact] = observe(object);
      expect({ ...fact, ...expected }).toEqual(fact);
    },
  );

  it.each(HELM_RELEASES)(
    'maps a HelmRelease that %s',
    (_, object, expected) => {
      const [fact] = observe(object);
      expect({ ...fact, ...expected }).toEqual(fact);
      expect(fact.revision).toBeUndefined();
    },
  );

  it('has nothing to say of what is no micro-app’s, or of another shape', () => {
    expect(observe({ ...kustomization(), metadata: { name: 'apps' } })).toEqual(
      [],
    );
    expect(observe({ ...kustomization(), status: 'none' })).toEqual([]);
  });
});

describe('commitOf', () => {
  it.each([
    [`main@sha1:${HEAD}`, HEAD],
    [`refs/heads/main@sha1:${HEAD}`, HEAD],
    [`sha1:${HEAD}`, HEAD],
    [`main/${HEAD}`, HEAD],
    ['latest@sha256:abcdef', undefined],
    ['1.2.3', undefined],
    [undefined, undefined],
  ])('finds in %j %j', (revision, commit) => {
    expect(commitOf(revision)).toBe(commit);
  });
});
