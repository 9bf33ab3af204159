import { describeApp } from './describeApp';
import { renderApp, renderStarting, renderUnknown } from './renderPage';

const host = 'press-kit-pr-3.localhost';
const metadata = (name: string) => ({
  name,
  namespace: 'press-kit-pr-3',
  labels: {
    'microapps.dev/app': 'press-kit',
    'microapps.dev/environment': 'preview',
    'microapps.dev/pull-request': '3',
  },
});

function around(env: object[], volumes: object[] = [], readyReplicas = 1) {
  return {
    ingress: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: metadata('app'),
      spec: {
        rules: [
          {
            host,
            http: { paths: [{ backend: { service: { name: 'app' } } }] },
          },
        ],
      },
    },
    services: [
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: metadata('app'),
        spec: { selector: { role: 'web' } },
      },
    ],
    deployments: [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: metadata('other'),
        spec: { template: { metadata: { labels: { role: 'db' } }, spec: {} } },
      },
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: metadata('app'),
        spec: {
          template: {
            metadata: { labels: { role: 'web' } },
            spec: { containers: [{ image: 'ghcr.io/acme/x:1', env }], volumes },
          },
        },
        status: { readyReplicas },
      },
    ],
    configMaps: [
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: metadata('content'),
        data: { title: 'Press <kit>', headline: 'Hello', message: 'A & B' },
      },
    ],
  };
}

describe('describeApp', () => {
  it('finds the workload behind an address and what it is called', () => {
    const env = [{ name: 'APP_TITLE', value: 'Press kit' }];
    expect(describeApp(around(env), host)).toEqual({
      name: 'press-kit',
      title: 'Press kit',
      environment: 'preview',
      pullRequest: '3',
      namespace: 'press-kit-pr-3',
      ready: true,
      image: 'ghcr.io/acme/x:1',
      headline: undefined,
      message: undefined,
    });
  });

  it('reads what a mounted ConfigMap says', () => {
    const volumes = [{ configMap: { name: 'content' } }];
    expect(describeApp(around([], volumes), host)).toMatchObject({
      title: 'Press <kit>',
      headline: 'Hello',
      message: 'A & B',
    });
  });

  it('is not ready while nothing answers', () => {
    expect(describeApp(around([], [], 0), host).ready).toBe(false);
  });
});

describe('the pages', () => {
  it('escape all that comes from the cluster', () => {
    const app = describeApp(
      around([], [{ configMap: { name: 'content' } }]),
      host,
    );
    expect(renderApp(app)).toContain('Press &#60;kit&#62;');
    expect(renderApp(app)).toContain('A &#38; B');
    expect(renderApp(app)).toContain('Preview of pull request #3');
    expect(renderStarting(app)).toContain('Press &#60;kit&#62; is starting');
  });

  it('list nothing at an unknown address', () => {
    const html = renderUnknown('<x>.localhost');
    expect(html).toContain('No micro-app answers at &#60;x&#62;.localhost');
  });
});
