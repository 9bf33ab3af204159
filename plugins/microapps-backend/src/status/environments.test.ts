import {
  address,
  deployment,
  instance,
  knowledge,
  minutesAgo,
} from '../testUtils/knowledge';
import { deriveEnvironments } from './environments';

describe('deriveEnvironments', () => {
  it('puts together what is said of an environment', () => {
    expect(
      deriveEnvironments(
        knowledge({
          facts: [
            deployment('staging', {
              revision: 'abc',
              images: ['ghcr.io/acme/old:1'],
              lastDeployedAt: minutesAgo(3),
            }),
            address('staging', 'https://b.example'),
            address('staging', 'https://a.example'),
            workload('web', 1, 2),
            workload('worker', 1, 1),
          ],
        }),
      ),
    ).toEqual([
      {
        name: 'staging',
        cluster: 'staging',
        namespace: 'press-kit-staging',
        operator: 'argocd',
        sync: 'Synced',
        health: 'Healthy',
        state: 'live',
        revision: 'abc',
        urls: ['https://a.example', 'https://b.example'],
        images: ['ghcr.io/acme/web:1', 'ghcr.io/acme/worker:1'],
        workloads: { ready: 2, desired: 3 },
        lastDeployedAt: minutesAgo(3),
      },
    ]);
  });

  it('orders by promotion, then previews by number', () => {
    const names = deriveEnvironments(
      knowledge({
        facts: [
          deployment('preview', { pullRequest: 12 }),
          deployment('preview', { pullRequest: 3 }),
          deployment('sandbox'),
          deployment('production'),
          deployment('staging'),
        ],
      }),
    ).map(({ name, pullRequest = '' }) => `${name}${pullRequest}`);
    expect(names).toEqual([
      'staging',
      'production',
      'sandbox',
      'preview3',
      'preview12',
    ]);
  });

  it('expects an instance in staging, and in production where it is pinned', () => {
    const expected = (pinned: string[]) =>
      deriveEnvironments(
        knowledge({
          instance: instance({
            pinned: new Map(pinned.map(name => [name, undefined])),
          }),
        }),
      ).map(({ name, state, namespace }) => [name, state, namespace]);
    expect(expected([])).toEqual([
      ['staging', 'notThereYet', 'press-kit-staging'],
    ]);
    expect(expected(['production'])).toEqual([
      ['staging', 'notThereYet', 'press-kit-staging'],
      ['production', 'notThereYet', 'press-kit-production'],
    ]);
  });

  it('does not say that something is missing in a cluster that was never heard', () => {
    const [staging] = deriveEnvironments(
      knowledge({
        instance: instance(),
        sources: { 'cluster:staging': { state: 'connecting' } },
      }),
    );
    expect(staging).toMatchObject({ health: 'Unknown', state: 'unknown' });
  });

  it('keeps the last word of a silent cluster, and says since when', () => {
    const [staging] = deriveEnvironments(
      knowledge({
        facts: [deployment('staging')],
        sources: {
          'cluster:staging': {
            state: 'stale',
            lastWordAt: Date.parse(minutesAgo(30)),
          },
        },
      }),
    );
    expect(staging).toMatchObject({
      state: 'live',
      health: 'Healthy',
      staleSince: minutesAgo(30),
    });
  });

  it.each([
    ['Healthy', 'unknown'],
    ['Degraded', 'notWorking'],
  ] as const)(
    'shows what was %s in a silent cluster as %s when nobody knows since when',
    (health, state) => {
      const [staging] = deriveEnvironments(
        knowledge({
          facts: [deployment('staging', { health })],
          sources: { 'cluster:staging': { state: 'stale' } },
        }),
      );
      expect(staging).toMatchObject({ state, health });
    },
  );

  it('lets the worst of several objects speak for an environment', () => {
    const [production] = deriveEnvironments(
      knowledge({
        facts: [
          deployment('production', { revision: 'abc', health: 'Progressing' }),
          deployment('production', {
            health: 'Degraded',
            message: 'Helm upgrade failed',
          }),
        ],
      }),
    );
    expect(production).toMatchObject({
      health: 'Degraded',
      message: 'Helm upgrade failed',
      revision: 'abc',
    });
  });

  it('makes one printable line of an operator’s message', () => {
    const [staging] = deriveEnvironments(
      knowledge({
        facts: [
          deployment('staging', {
            message: `a\n  b\u202E\u0007 ${'x'.repeat(1000)}`,
          }),
        ],
      }),
    );
    expect(staging.message).toMatch(/^a b x{296}…$/);
  });

  function workload(name: string, ready: number, desired: number) {
    return {
      cluster: 'staging',
      fact: {
        type: 'workload' as const,
        app: 'press-kit',
        environment: 'staging',
        namespace: 'press-kit-staging',
        name,
        ready,
        desired,
        images: [`ghcr.io/acme/${name}:1`],
      },
    };
  }
});
