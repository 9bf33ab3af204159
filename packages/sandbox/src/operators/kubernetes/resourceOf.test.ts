import { objectPath, resourceOf } from './resourceOf';

describe('resourceOf', () => {
  it.each([
    ['v1', 'Namespace', 'namespaces', false],
    ['v1', 'Service', 'services', true],
    ['v1', 'Endpoints', 'endpoints', true],
    ['networking.k8s.io/v1', 'Ingress', 'ingresses', true],
    ['networking.k8s.io/v1', 'NetworkPolicy', 'networkpolicies', true],
    ['gateway.networking.k8s.io/v1', 'Gateway', 'gateways', true],
    ['fluxcd.controlplane.io/v1', 'ResourceSet', 'resourcesets', true],
    ['constraints.gatekeeper.sh/v1beta1', 'K8sLimits', 'k8slimits', false],
  ])('knows %s %s as %s', (apiVersion, kind, plural, namespaced) => {
    expect(resourceOf(apiVersion, kind)).toMatchObject({ plural, namespaced });
  });
});

describe('objectPath', () => {
  it.each([
    [
      { apiVersion: 'v1', kind: 'Namespace', name: 'a' },
      '/api/v1/namespaces/a',
    ],
    [
      { apiVersion: 'apps/v1', kind: 'Deployment', name: 'b', namespace: 'a' },
      '/apis/apps/v1/namespaces/a/deployments/b',
    ],
    [
      { apiVersion: 'v1', kind: 'ConfigMap', name: '../x', namespace: 'a/b' },
      '/api/v1/namespaces/a%2Fb/configmaps/..%2Fx',
    ],
  ])('of %j is %s', (reference, path) => {
    expect(objectPath(reference)).toBe(path);
  });
});
