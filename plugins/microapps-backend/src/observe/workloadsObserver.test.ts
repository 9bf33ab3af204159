import type { ObservedObject } from '@microapps/plugin-microapps-node';
import { workloadsObserver } from './workloadsObserver';

const labels = {
  'microapps.dev/app': 'press-kit',
  'microapps.dev/environment': 'staging',
};
const metadata = { name: 'web', namespace: 'press-kit-staging', labels };
const template = { spec: { containers: [{ image: 'ghcr.io/acme/web:1' }] } };
const subject = { app: 'press-kit', environment: 'staging' };

function observe(
  object: ObservedObject,
  ingress: { protocol: 'http' | 'https'; port?: number } = {
    protocol: 'https',
  },
) {
  return workloadsObserver.observe(object, { cluster: 'staging', ingress });
}

function ingressOf(...rules: object[]): ObservedObject {
  return { metadata, spec: { rules } };
}

describe('workloadsObserver', () => {
  it.each<[string, ObservedObject, number, number]>([
    [
      'a Deployment that is up',
      {
        metadata,
        spec: { replicas: 2, template },
        status: { readyReplicas: 2 },
      },
      2,
      2,
    ],
    [
      'a Deployment of which nothing is ready, as the API leaves zero out',
      { metadata, spec: { replicas: 2, template }, status: {} },
      0,
      2,
    ],
    [
      'a Deployment of one, as the API may leave the default out',
      { metadata, spec: { template }, status: { readyReplicas: 1 } },
      1,
      1,
    ],
    [
      'a Deployment that is scaled down, with the last still leaving',
      {
        metadata,
        spec: { replicas: 0, template },
        status: { readyReplicas: 1 },
      },
      0,
      0,
    ],
    [
      'a CronJob between its runs',
      {
        metadata,
        spec: { schedule: '@daily', jobTemplate: { spec: { template } } },
      },
      0,
      0,
    ],
  ])('counts %s', (_, object, ready, desired) => {
    expect(observe(object)).toEqual([
      {
        type: 'workload',
        ...subject,
        namespace: 'press-kit-staging',
        name: 'web',
        ready,
        desired,
        images: ['ghcr.io/acme/web:1'],
      },
    ]);
  });

  it.each<[object, 'http' | 'https', number | undefined, string]>([
    [{ host: 'a.example' }, 'https', undefined, 'https://a.example'],
    [{ host: 'a.localhost' }, 'http', 7013, 'http://a.localhost:7013'],
    [
      { host: 'a.example', http: { paths: [{ path: '/shop' }] } },
      'https',
      undefined,
      'https://a.example/shop',
    ],
    [
      { host: 'a.example', http: { paths: [{ path: '/(.*)' }] } },
      'https',
      undefined,
      'https://a.example',
    ],
  ])('opens %j over %s %s at %s', (rule, protocol, port, url) => {
    expect(observe(ingressOf(rule), { protocol, port })).toEqual([
      { type: 'address', ...subject, namespace: 'press-kit-staging', url },
    ]);
  });

  it.each([
    [{}],
    [{ host: '*.a.example' }],
    [{ host: 'evil.example/@a.example' }],
    [{ host: 'a.example"onclick="' }],
  ])('makes no address of %j', rule => {
    expect(observe(ingressOf(rule))).toEqual([]);
  });

  it.each<[string, ObservedObject]>([
    ['no labels', { metadata: { name: 'x' }, spec: { template } }],
    [
      'a preview without its number',
      {
        metadata: {
          name: 'x',
          labels: { ...labels, 'microapps.dev/environment': 'preview' },
        },
        spec: { template },
      },
    ],
    ['no spec', { metadata }],
    ['a spec of another shape', { metadata, spec: { template: 7 } }],
    [
      'an end',
      {
        metadata: { ...metadata, deletionTimestamp: 'now' },
        spec: { template },
      },
    ],
  ])('has nothing to say of an object with %s', (_, object) => {
    expect(observe(object)).toEqual([]);
  });
});
