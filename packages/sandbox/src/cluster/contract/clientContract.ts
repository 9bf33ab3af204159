/* eslint-disable jest/no-export -- run against the sandbox and against a real API server */
import {
  CoreV1Api,
  CustomObjectsApi,
  KubernetesObjectApi,
  PatchStrategy,
} from '@kubernetes/client-node';
import { kubeConfigFor } from './apiClient';
import { TargetProvider } from './ContractTarget';
import { configMap, defineWidgets, makeNamespace, WIDGETS } from './fixtures';

/** The same through the client library, whose requests are its own. */
export function clientContract(provide: TargetProvider): void {
  describe('@kubernetes/client-node', () => {
    let namespace: string;

    beforeAll(async () => defineWidgets(provide()));
    beforeEach(async () => {
      namespace = await makeNamespace(provide());
    });

    it('creates, reads, lists and deletes through the typed API', async () => {
      const core = kubeConfigFor(provide()).makeApiClient(CoreV1Api);
      const created = await core.createNamespacedConfigMap({
        namespace,
        body: { metadata: { name: 'a' }, data: { k: 'v' } },
      });
      expect(created.metadata?.creationTimestamp).toBeInstanceOf(Date);
      const list = await core.listNamespacedConfigMap({
        namespace,
        fieldSelector: 'metadata.name=a',
      });
      expect(list.items).toHaveLength(1);
      await core.deleteNamespacedConfigMap({ namespace, name: 'a' });
      await expect(
        core.readNamespacedConfigMap({ namespace, name: 'a' }),
      ).rejects.toMatchObject({ code: 404 });
    });

    it('writes custom objects and their status', async () => {
      const custom = kubeConfigFor(provide()).makeApiClient(CustomObjectsApi);
      const place = {
        group: WIDGETS.group,
        version: 'v1',
        plural: WIDGETS.plural,
        namespace,
      };
      const created = await custom.createNamespacedCustomObject({
        ...place,
        body: WIDGETS.object('a', { size: 1 }),
      });
      const changed = await custom.replaceNamespacedCustomObjectStatus({
        ...place,
        name: 'a',
        body: { ...created, status: { phase: 'Ready' } },
      });
      expect(changed.status).toEqual({ phase: 'Ready' });
      const list = await custom.listCustomObjectForAllNamespaces({
        group: WIDGETS.group,
        version: 'v1',
        resourcePlural: WIDGETS.plural,
        plural: WIDGETS.plural,
      } as never);
      expect(list.kind).toBe('WidgetList');
    });

    it('applies any object, the kind found by discovery', async () => {
      const objects = KubernetesObjectApi.makeApiClient(
        kubeConfigFor(provide()),
      );
      const applied = await objects.patch(
        {
          ...WIDGETS.object('a', { size: 1 }),
          metadata: { name: 'a', namespace },
        },
        undefined,
        undefined,
        'contract',
        true,
        PatchStrategy.ServerSideApply,
      );
      expect(applied.metadata).toMatchObject({
        managedFields: [{ manager: 'contract', operation: 'Apply' }],
      });
      const list = await objects.list(
        'contract.example/v1',
        'Widget',
        namespace,
      );
      expect(list.items.map(item => item.metadata?.name)).toEqual(['a']);
      await objects.delete({
        ...WIDGETS.object('a'),
        metadata: { name: 'a', namespace },
      });
    });

    it('patches by strategic merge, its default', async () => {
      const objects = KubernetesObjectApi.makeApiClient(
        kubeConfigFor(provide()),
      );
      const target = {
        ...configMap('a', { one: '1' }),
        metadata: { name: 'a', namespace },
      };
      await objects.create(target);
      const patched = await objects.patch({ ...target, data: { two: '2' } });
      expect((patched as { data?: object }).data).toEqual({
        one: '1',
        two: '2',
      });
    });
  });
}
