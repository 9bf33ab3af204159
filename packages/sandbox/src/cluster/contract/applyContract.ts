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

/** Server-side apply. */
export function applyContract(provide: TargetProvider): void {
  describe('server-side apply', () => {
    let namespace: string;
    let maps: string;
    let deployments: string;

    beforeAll(async () => defineWidgets(provide()));
    beforeEach(async () => {
      namespace = await makeNamespace(provide());
      maps = `/api/v1/namespaces/${namespace}/configmaps`;
      deployments = `/apis/apps/v1/namespaces/${namespace}/deployments`;
    });

    it('creates what is not there and says who holds what', async () => {
      const { status, body } = await apply(
        provide(),
        `${maps}/a`,
        'one',
        configMap('a', { k: 'v' }),
      );
      expect(status).toBe(201);
      expect(body.metadata.managedFields).toEqual([
        expect.objectContaining({
          manager: 'one',
          operation: 'Apply',
          apiVersion: 'v1',
          fieldsType: 'FieldsV1',
          fieldsV1: { 'f:data': { 'f:k': {} } },
        }),
      ]);
    });

    it('changes nothing when the same is applied again', async () => {
      const first = await apply(
        provide(),
        `${deployments}/a`,
        'one',
        deployment('a'),
      );
      const second = await apply(
        provide(),
        `${deployments}/a`,
        'one',
        deployment('a'),
      );
      expect(second.status).toBe(200);
      expect(second.body.metadata.generation).toBe(
        first.body.metadata.generation,
      );
    });

    it('removes what a manager no longer applies, and leaves what others hold', async () => {
      await apply(
        provide(),
        `${maps}/a`,
        'one',
        configMap('a', { mine: '1', shared: '2' }),
      );
      await apply(
        provide(),
        `${maps}/a`,
        'two',
        configMap('a', { shared: '2', theirs: '3' }),
      );
      const { body } = await apply(
        provide(),
        `${maps}/a`,
        'one',
        configMap('a', {}),
      );
      expect(body.data).toEqual({ shared: '2', theirs: '3' });
    });

    it('refuses to take over a field, naming who holds it', async () => {
      await apply(provide(), `${maps}/a`, 'one', configMap('a', { k: '1' }));
      const { status, body } = await apply(
        provide(),
        `${maps}/a`,
        'two',
        configMap('a', { k: '2' }),
      );
      expect(status).toBe(409);
      expect(body).toMatchObject({
        reason: 'Conflict',
        message: 'Apply failed with 1 conflict: conflict with "one": .data.k',
        details: {
          causes: [
            {
              reason: 'FieldManagerConflict',
              message: 'conflict with "one"',
              field: '.data.k',
            },
          ],
        },
      });
    });

    it('takes a field over by force, and the former holder no longer removes it', async () => {
      await apply(provide(), `${maps}/a`, 'one', configMap('a', { k: '1' }));
      await apply(provide(), `${maps}/a`, 'two', configMap('a', { k: '2' }), {
        force: true,
      });
      const { body } = await apply(
        provide(),
        `${maps}/a`,
        'one',
        configMap('a'),
      );
      expect(body.data).toEqual({ k: '2' });
    });

    it('conflicts with a field that an update changed', async () => {
      await apply(
        provide(),
        `${deployments}/a`,
        'one',
        deployment('a', { replicas: 1 }),
      );
      await send(
        provide(),
        'PATCH',
        `${deployments}/a?fieldManager=hand`,
        { spec: { replicas: 3 } },
        { 'content-type': 'application/merge-patch+json' },
      );
      const { status, body } = await apply(
        provide(),
        `${deployments}/a`,
        'one',
        deployment('a', { replicas: 1 }),
      );
      expect(status).toBe(409);
      expect(body.message).toContain('conflict with "hand" using apps/v1');
      expect(body.message).toContain('.spec.replicas');
    });

    it('keeps a field that others set when it is not applied', async () => {
      await apply(provide(), `${deployments}/a`, 'one', deployment('a'));
      await send(
        provide(),
        'PATCH',
        `${deployments}/a?fieldManager=autoscaler`,
        { spec: { replicas: 5 } },
        { 'content-type': 'application/merge-patch+json' },
      );
      const { status, body } = await apply(
        provide(),
        `${deployments}/a`,
        'one',
        deployment('a', { image: 'registry.example/app:2' }),
      );
      expect(status).toBe(200);
      expect(body.spec.replicas).toBe(5);
      expect(body.spec.template.spec.containers[0].image).toBe(
        'registry.example/app:2',
      );
    });

    it('merges keyed lists entry by entry', async () => {
      await apply(
        provide(),
        `${deployments}/a`,
        'one',
        deployment('a', { env: [{ name: 'ONE', value: '1' }] }),
      );
      const other = {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'a' },
        spec: {
          template: {
            spec: {
              containers: [
                { name: 'main', env: [{ name: 'TWO', value: '2' }] },
              ],
            },
          },
        },
      };
      const { status, body } = await apply(
        provide(),
        `${deployments}/a`,
        'two',
        other,
      );
      expect(status).toBe(200);
      const names = (answer: typeof body) =>
        answer.spec.template.spec.containers[0].env
          .map((entry: { name: string }) => entry.name)
          .sort();
      expect(names(body)).toEqual(['ONE', 'TWO']);

      const { body: without } = await apply(
        provide(),
        `${deployments}/a`,
        'one',
        deployment('a'),
      );
      expect(names(without)).toEqual(['TWO']);
    });

    it('merges the lists that a schema gives keys to, and replaces the others', async () => {
      const path = WIDGETS.path(namespace, 'a');
      await apply(
        provide(),
        path,
        'one',
        WIDGETS.object('a', {
          rules: [{ name: 'x', value: '1' }],
          plain: ['p'],
        }),
      );
      const { body } = await apply(
        provide(),
        path,
        'two',
        WIDGETS.object('a', { rules: [{ name: 'y', value: '2' }] }),
      );
      expect(
        body.spec.rules.map((rule: { name: string }) => rule.name).sort(),
      ).toEqual(['x', 'y']);
      const { status } = await apply(
        provide(),
        path,
        'two',
        WIDGETS.object('a', { plain: ['q'] }),
      );
      expect(status).toBe(409);
    });

    it('applies the status through its subresource', async () => {
      const path = WIDGETS.path(namespace, 'a');
      await apply(provide(), path, 'spec', WIDGETS.object('a', { size: 1 }));
      const { status, body } = await apply(
        provide(),
        `${path}/status`,
        'status',
        { ...WIDGETS.object('a'), status: { phase: 'Ready' } },
      );
      expect(status).toBe(200);
      expect(body).toMatchObject({
        spec: { size: 1 },
        status: { phase: 'Ready' },
      });
      expect(body.metadata.managedFields).toContainEqual(
        expect.objectContaining({
          manager: 'status',
          subresource: 'status',
          fieldsV1: { 'f:status': { 'f:phase': {} } },
        }),
      );
      const { body: again } = await apply(
        provide(),
        path,
        'spec',
        WIDGETS.object('a', { size: 2 }),
      );
      expect(again.status).toEqual({ phase: 'Ready' });
    });

    it('shows in a dry run what would be, conflicts included', async () => {
      await apply(provide(), `${maps}/a`, 'one', configMap('a', { k: '1' }));
      const tried = await apply(
        provide(),
        `${maps}/a`,
        'one',
        configMap('a', { k: '2' }),
        { dryRun: true },
      );
      expect(tried.body.data).toEqual({ k: '2' });
      const { body } = await send(provide(), 'GET', `${maps}/a`);
      expect(body.data).toEqual({ k: '1' });
    });

    it('needs to know who applies', async () => {
      const { status, body } = await send(
        provide(),
        'PATCH',
        `${maps}/a`,
        configMap('a'),
        { 'content-type': 'application/apply-patch+yaml' },
      );
      expect([400, 422]).toContain(status);
      expect(body.message).toContain('fieldManager');
    });
  });
}
