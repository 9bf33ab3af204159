import {
  compareApplication,
  externalUrlsOf,
  imagesOf,
} from './compareApplication';

const configMap = (data: object, name = 'a') => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'x' },
  data,
});

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'app', namespace: 'x', generation: 1 },
  spec: {
    template: {
      spec: {
        initContainers: [{ image: 'init:1' }],
        containers: [{ image: 'app:1' }],
      },
    },
  },
};

describe('compareApplication', () => {
  it.each([
    [
      'what is as wanted',
      [{ desired: configMap({ a: '1' }), live: configMap({ a: '1', b: '2' }) }],
      'Synced',
      'Healthy',
    ],
    [
      'what differs',
      [{ desired: configMap({ a: '1' }), live: configMap({ a: '2' }) }],
      'OutOfSync',
      'Healthy',
    ],
    ['what is missing', [{ desired: configMap({}) }], 'OutOfSync', 'Missing'],
    ['what is to be pruned', [{ live: deployment }], 'OutOfSync', 'Healthy'],
    [
      'what was applied otherwise',
      [
        {
          desired: configMap({}),
          live: configMap({ gone: '1' }),
          changedSinceApplied: true,
        },
      ],
      'OutOfSync',
      'Healthy',
    ],
    [
      'what is starting',
      [{ desired: deployment, live: deployment }],
      'Synced',
      'Progressing',
    ],
    ['nothing', [], 'Synced', 'Healthy'],
  ])('takes %s for %s and %s', (_, objects, sync, health) => {
    const comparison = compareApplication(objects);
    expect(comparison.sync).toBe(sync);
    expect(comparison.health.status).toBe(health);
  });
});

describe('imagesOf', () => {
  it('names the images of all containers', () => {
    expect(imagesOf(deployment)).toEqual(['init:1', 'app:1']);
    expect(imagesOf(configMap({}))).toEqual([]);
  });
});

describe('externalUrlsOf', () => {
  it.each([
    [undefined, 'http://a.example/'],
    [[{ hosts: ['a.example'] }], 'https://a.example/'],
    [[{ hosts: ['b.example'] }], 'http://a.example/'],
  ])('with tls %j is %s', (tls, url) => {
    expect(
      externalUrlsOf({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'a' },
        spec: {
          tls,
          rules: [{ host: 'a.example', http: { paths: [{ path: '/' }] } }],
        },
      }),
    ).toEqual([url]);
  });
});
