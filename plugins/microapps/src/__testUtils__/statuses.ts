import type {
  EnvironmentStatus,
  MicroAppStatus,
  PullRequestStatus,
} from '@microapps/plugin-microapps-common';

/** A micro-app that lives in staging and production, with what a test says of it. */
export function aMicroApp(
  overrides: Partial<MicroAppStatus> = {},
): MicroAppStatus {
  const name = overrides.name ?? 'press-kit';
  return {
    name,
    title: 'Press kit',
    owner: 'group:default/marketing',
    template: 'static-site',
    costCenter: 'CC-1234',
    visibility: 'internal',
    paused: false,
    entityRef: `component:default/${name}`,
    state: 'live',
    headline: {
      sentence: 'Live in staging and production.',
      severity: 'ok',
    },
    environments: [
      anEnvironment({ name: 'staging', urls: [`http://${name}.staging.test`] }),
      anEnvironment({ name: 'production', urls: [`http://${name}.test`] }),
    ],
    pullRequests: [],
    findings: [],
    sources: [],
    updatedAt: '2026-05-04T10:00:00Z',
    ...overrides,
  };
}

/** A live environment, with what a test says of it. */
export function anEnvironment(
  overrides: Partial<EnvironmentStatus> = {},
): EnvironmentStatus {
  const name = overrides.name ?? 'staging';
  return {
    name,
    cluster: name,
    namespace: `press-kit-${name}`,
    operator: name === 'production' ? 'flux' : 'argocd',
    sync: 'Synced',
    health: 'Healthy',
    state: 'live',
    revision: '3f2c1ab4d5e6f708',
    urls: [],
    images: ['ghcr.io/acme/press-kit:1.4.2'],
    workloads: { ready: 1, desired: 1 },
    ...overrides,
  };
}

/** An open request without checks, with what a test says of it. */
export function aRequest(
  overrides: Partial<PullRequestStatus> = {},
): PullRequestStatus {
  const number = overrides.number ?? 12;
  return {
    number,
    title: 'Bigger form',
    url: `http://forge.test/acme/microapps/pull/${number}`,
    branch: 'feature/press-kit',
    kind: 'change',
    state: 'open',
    author: 'Ana Lopes',
    createdAt: '2026-05-04T09:00:00Z',
    updatedAt: '2026-05-04T09:30:00Z',
    checks: [],
    ...overrides,
  };
}
