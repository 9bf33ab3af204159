/* eslint-disable jest/no-export -- run against the sandbox and against a real API server */
import { send } from './apiClient';
import { TargetProvider } from './ContractTarget';
import { configMap, makeNamespace } from './fixtures';

type Named = { metadata: { name: string } };

const AS_METADATA =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';

/** Lists: selectors, pages, forms. */
export function listContract(provide: TargetProvider): void {
  describe('lists', () => {
    let path: string;

    beforeEach(async () => {
      const namespace = await makeNamespace(provide());
      path = `/api/v1/namespaces/${namespace}/configmaps`;
      for (const [name, color] of [
        ['a', 'red'],
        ['b', 'green'],
        ['c', 'blue'],
        ['d', undefined],
      ] as const) {
        await send(
          provide(),
          'POST',
          path,
          configMap(
            name,
            { k: name },
            {
              suite: 'lists',
              ...(color ? { color } : {}),
            },
          ),
        );
      }
    });

    const list = (query: string, headers = {}) =>
      send(
        provide(),
        'GET',
        `${path}?labelSelector=suite=lists${query}`,
        undefined,
        headers,
      );
    const names = (items: Named[]) => items.map(item => item.metadata.name);
    const select = async (selector: string) => {
      const { body } = await send(
        provide(),
        'GET',
        `${path}?labelSelector=${encodeURIComponent(`suite,${selector}`)}`,
      );
      return names(body.items);
    };

    it('are of the kind and carry a version', async () => {
      const { body } = await list('');
      expect(body.kind).toBe('ConfigMapList');
      expect(body.apiVersion).toBe('v1');
      expect(body.metadata.resourceVersion).toMatch(/^\d+$/);
      expect(names(body.items)).toEqual(['a', 'b', 'c', 'd']);
    });

    it('select by label, by equality and by set', async () => {
      expect(await select('color=red')).toEqual(['a']);
      expect(await select('color!=red')).toEqual(['b', 'c', 'd']);
      expect(await select('color in (red, blue)')).toEqual(['a', 'c']);
      expect(await select('color notin (red, blue)')).toEqual(['b', 'd']);
      expect(await select('color')).toEqual(['a', 'b', 'c']);
      expect(await select('!color')).toEqual(['d']);
    });

    it('refuse a selector that cannot be read', async () => {
      const { status, body } = await send(
        provide(),
        'GET',
        `${path}?labelSelector=${encodeURIComponent('a in b')}`,
      );
      expect(status).toBe(400);
      expect(body.reason).toBe('BadRequest');
    });

    it('select by field, and refuse fields that are not offered', async () => {
      const { body } = await list('&fieldSelector=metadata.name=b');
      expect(names(body.items)).toEqual(['b']);
      const { status } = await list('&fieldSelector=data.k=b');
      expect(status).toBe(400);
    });

    it('come in pages that all show the version of the first', async () => {
      const { body: first } = await list('&limit=2');
      expect(names(first.items)).toEqual(['a', 'b']);
      await send(provide(), 'DELETE', `${path}/c`);
      await send(
        provide(),
        'POST',
        path,
        configMap('e', {}, { suite: 'lists' }),
      );
      const { body: second } = await list(
        `&limit=2&continue=${encodeURIComponent(first.metadata.continue)}`,
      );
      expect(names(second.items)).toEqual(['c', 'd']);
      expect(second.metadata.continue ?? '').toBe('');
      expect(second.metadata.resourceVersion).toBe(
        first.metadata.resourceVersion,
      );
    });

    it('can be had as metadata only', async () => {
      const { body } = await list('', { accept: AS_METADATA });
      expect(body.kind).toBe('PartialObjectMetadataList');
      expect(body.apiVersion).toBe('meta.k8s.io/v1');
      expect(body.items[0].data).toBeUndefined();
      expect(body.items[0].metadata.name).toBe('a');
    });

    it('can be had as a table', async () => {
      const { body } = await list('', {
        accept: 'application/json;as=Table;g=meta.k8s.io;v=v1',
      });
      expect(body.kind).toBe('Table');
      expect(body.rows[0].cells[0]).toBe('a');
      expect(body.rows[0].object.metadata.name).toBe('a');
    });

    it('say 406 when only unknown forms are accepted', async () => {
      const { status } = await list('', { accept: 'text/csv' });
      expect(status).toBe(406);
    });

    it('refuse a version that is no number', async () => {
      const { status } = await list('&resourceVersion=latest');
      expect(status).toBe(400);
    });
  });
}
