import { parseResourcePath } from './requestPath';

describe('parseResourcePath', () => {
  it.each([
    ['/api/v1/pods', { group: '', version: 'v1', plural: 'pods' }],
    [
      '/api/v1/namespaces/n',
      { group: '', version: 'v1', plural: 'namespaces', name: 'n' },
    ],
    [
      '/api/v1/namespaces/n/status',
      {
        group: '',
        version: 'v1',
        plural: 'namespaces',
        name: 'n',
        subresource: 'status',
      },
    ],
    [
      '/api/v1/namespaces/n/pods/p',
      { group: '', version: 'v1', plural: 'pods', namespace: 'n', name: 'p' },
    ],
    [
      '/apis/apps/v1/namespaces/n/deployments/d/scale',
      {
        group: 'apps',
        version: 'v1',
        plural: 'deployments',
        namespace: 'n',
        name: 'd',
        subresource: 'scale',
      },
    ],
    [
      '/apis/rbac.authorization.k8s.io/v1/clusterroles/a%3Ab',
      {
        group: 'rbac.authorization.k8s.io',
        version: 'v1',
        plural: 'clusterroles',
        name: 'a:b',
      },
    ],
  ])('%s', (path, expected) => {
    expect(parseResourcePath(path)).toEqual(expected);
  });

  it.each([
    '/',
    '/api',
    '/api/v1',
    '/apis/apps/v1',
    '/other/v1/pods',
    '/api/v1/pods/%zz',
  ])('%s means no objects', path => {
    expect(parseResourcePath(path)).toBeUndefined();
  });
});
