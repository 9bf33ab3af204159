import { entryReference, inventoryEntry } from './inventory';

describe('an entry of an inventory', () => {
  it.each([
    ['a_web_apps_Deployment', 'apps/v1', 'Deployment', 'web', 'a'],
    ['_a__Namespace', 'v1', 'Namespace', 'a', undefined],
    [
      '_system__reader_rbac.authorization.k8s.io_ClusterRole',
      'rbac.authorization.k8s.io/v1',
      'ClusterRole',
      'system:reader',
      undefined,
    ],
  ])(
    '%s is read as it was written',
    (id, apiVersion, kind, name, namespace) => {
      const entry = inventoryEntry({
        apiVersion,
        kind,
        metadata: { name, namespace },
      });
      expect(entry.id).toBe(id);
      expect(entryReference(entry)).toEqual({
        apiVersion,
        kind,
        name,
        namespace,
      });
    },
  );
});
