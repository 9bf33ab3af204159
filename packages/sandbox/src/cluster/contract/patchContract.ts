/* eslint-disable jest/no-export -- run against the sandbox and against a real API server */
import { apply, send } from './apiClient';
import { TargetProvider } from './ContractTarget';
import {
  configMap,
  defineWidgets,
  deployment,
  makeNamespace,
  WIDGETS,
} from './fixtures';

/** Patches, and the forms in which objects are sent. */
export function patchContract(provide: TargetProvider): void {
  describe('patches', () => {
    let namespace: string;
    let path: string;

    beforeAll(async () => defineWidgets(provide()));
    beforeEach(async () => {
      namespace = await makeNamespace(provide());
      path = `/api/v1/namespaces/${namespace}/configmaps`;
    });

    it('patches by JSON patch, merge patch and strategic merge patch', async () => {
      const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
      await send(
        provide(),
        'POST',
        deployments,
        deployment('a', { replicas: 1, env: [{ name: 'ONE', value: '1' }] }),
      );
      const patch = (type: string, body: unknown) =>
        send(provide(), 'PATCH', `${deployments}/a`, body, {
          'content-type': type,
        });
      const byJson = await patch('application/json-patch+json', [
        { op: 'test', path: '/spec/replicas', value: 1 },
        { op: 'replace', path: '/spec/replicas', value: 2 },
      ]);
      expect(byJson.body.spec.replicas).toBe(2);
      const byMerge = await patch('application/merge-patch+json', {
        metadata: { labels: { tier: 'web' } },
      });
      expect(byMerge.body.metadata.labels).toEqual({ tier: 'web' });
      const byStrategy = await patch('application/strategic-merge-patch+json', {
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'main', env: [{ name: 'TWO', value: '2' }] },
              ],
            },
          },
        },
      });
      const [container] = byStrategy.body.spec.template.spec.containers;
      expect(container.image).toBe('registry.example/app:1');
      expect(
        container.env.map((entry: { name: string }) => entry.name).sort(),
      ).toEqual(['ONE', 'TWO']);
    });

    it('refuses a JSON patch whose test fails', async () => {
      await send(provide(), 'POST', path, configMap('a', { k: 'v' }));
      const { status } = await send(
        provide(),
        'PATCH',
        `${path}/a`,
        [{ op: 'test', path: '/data/k', value: 'w' }],
        { 'content-type': 'application/json-patch+json' },
      );
      expect(status).toBe(422);
    });

    it('knows no strategic merge patch for custom objects', async () => {
      const widgets = WIDGETS.path(namespace);
      await send(provide(), 'POST', widgets, WIDGETS.object('a'));
      const { status, body } = await send(
        provide(),
        'PATCH',
        `${widgets}/a`,
        { spec: {} },
        { 'content-type': 'application/strategic-merge-patch+json' },
      );
      expect(status).toBe(415);
      expect(body.reason).toBe('UnsupportedMediaType');
    });

    it('takes YAML', async () => {
      const { status, body } = await send(
        provide(),
        'POST',
        path,
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: yaml}\ndata: {k: v}\n',
        { 'content-type': 'application/yaml' },
      );
      expect(status).toBe(201);
      expect(body.data).toEqual({ k: 'v' });
    });

    it('refuses a change of what a Deployment selects', async () => {
      const deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
      await send(provide(), 'POST', deployments, deployment('a'));
      const changed = deployment('a');
      changed.spec.selector.matchLabels = { app: 'b' };
      changed.spec.template.metadata.labels = { app: 'b' };
      const { status, body } = await apply(
        provide(),
        `${deployments}/a`,
        'other',
        changed,
        { force: true },
      );
      expect(status).toBe(422);
      expect(body.message).toContain('field is immutable');
    });
  });
}
