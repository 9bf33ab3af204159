import { assessHealth, worstHealth } from './assessHealth';

function object(apiVersion: string, kind: string, rest: object = {}) {
  return { apiVersion, kind, metadata: { name: 'x', generation: 2 }, ...rest };
}

const rolledOut = {
  observedGeneration: 2,
  replicas: 2,
  updatedReplicas: 2,
  availableReplicas: 2,
};

describe('assessHealth', () => {
  it.each([
    [
      'a Deployment without a status',
      'apps/v1',
      'Deployment',
      {},
      'Progressing',
    ],
    [
      'a Deployment rolled out',
      'apps/v1',
      'Deployment',
      { spec: { replicas: 2 }, status: rolledOut },
      'Healthy',
    ],
    [
      'a Deployment with a stale status',
      'apps/v1',
      'Deployment',
      {
        spec: { replicas: 2 },
        status: { ...rolledOut, observedGeneration: 1 },
      },
      'Progressing',
    ],
    [
      'a Deployment with too few pods',
      'apps/v1',
      'Deployment',
      { spec: { replicas: 2 }, status: { ...rolledOut, availableReplicas: 1 } },
      'Progressing',
    ],
    [
      'a Deployment with old pods',
      'apps/v1',
      'Deployment',
      { spec: { replicas: 2 }, status: { ...rolledOut, replicas: 3 } },
      'Progressing',
    ],
    [
      'a Deployment that ran out of time',
      'apps/v1',
      'Deployment',
      {
        status: {
          observedGeneration: 2,
          conditions: [
            { type: 'Progressing', reason: 'ProgressDeadlineExceeded' },
          ],
        },
      },
      'Degraded',
    ],
    [
      'a paused Deployment',
      'apps/v1',
      'Deployment',
      { spec: { paused: true } },
      'Suspended',
    ],
    [
      'a Deployment scaled to nothing',
      'apps/v1',
      'Deployment',
      { spec: { replicas: 0 }, status: { observedGeneration: 2 } },
      'Healthy',
    ],
    [
      'an Ingress without an address',
      'networking.k8s.io/v1',
      'Ingress',
      {},
      'Progressing',
    ],
    [
      'an Ingress with an address',
      'networking.k8s.io/v1',
      'Ingress',
      { status: { loadBalancer: { ingress: [{ ip: '1.2.3.4' }] } } },
      'Healthy',
    ],
    [
      'an inner Service',
      'v1',
      'Service',
      { spec: { type: 'ClusterIP' } },
      'Healthy',
    ],
    [
      'a LoadBalancer without an address',
      'v1',
      'Service',
      { spec: { type: 'LoadBalancer' } },
      'Progressing',
    ],
    ['a CronJob', 'batch/v1', 'CronJob', { spec: {} }, 'Healthy'],
    [
      'a suspended CronJob',
      'batch/v1',
      'CronJob',
      { spec: { suspend: true } },
      'Suspended',
    ],
    [
      'a failed Job',
      'batch/v1',
      'Job',
      { status: { conditions: [{ type: 'Failed', status: 'True' }] } },
      'Degraded',
    ],
    [
      'a claim not bound',
      'v1',
      'PersistentVolumeClaim',
      { status: { phase: 'Pending' } },
      'Progressing',
    ],
    [
      'a Kustomization that failed',
      'kustomize.toolkit.fluxcd.io/v1',
      'Kustomization',
      {
        status: {
          conditions: [
            { type: 'Ready', status: 'False', reason: 'BuildFailed' },
          ],
        },
      },
      'Degraded',
    ],
    ['a kind without a rule', 'v1', 'ConfigMap', {}, undefined],
  ])('takes %s for what it is', (_, apiVersion, kind, rest, expected) => {
    expect(assessHealth(object(apiVersion, kind, rest))?.status).toBe(expected);
  });

  it('takes what is being deleted for progressing', () => {
    const deleted = object('v1', 'ConfigMap');
    Object.assign(deleted.metadata, {
      deletionTimestamp: '2026-01-01T00:00:00Z',
    });
    expect(assessHealth(deleted)?.status).toBe('Progressing');
  });
});

describe('worstHealth', () => {
  it('lets the worst speak for all', () => {
    expect(
      worstHealth([
        { status: 'Healthy' },
        { status: 'Degraded', message: 'why' },
        undefined,
        { status: 'Progressing' },
      ]),
    ).toEqual({ status: 'Degraded', message: 'why' });
    expect(worstHealth([]).status).toBe('Healthy');
  });
});
