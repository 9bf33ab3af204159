/* eslint-disable jest/no-export -- run against the sandbox and against a real API server */
import { send } from './apiClient';
import { TargetProvider } from './ContractTarget';
import { configMap, makeNamespace } from './fixtures';
import { openWatch, OpenedWatch } from './openWatch';

/** Watches. */
export function watchContract(provide: TargetProvider): void {
  describe('watches', () => {
    let path: string;
    const opened: OpenedWatch[] = [];

    beforeEach(async () => {
      const namespace = await makeNamespace(provide());
      path = `/api/v1/namespaces/${namespace}/configmaps`;
    });
    afterEach(() => opened.splice(0).forEach(watch => watch.close()));

    const create = (name: string, labels?: { [key: string]: string }) =>
      send(provide(), 'POST', path, configMap(name, {}, labels));
    const patch = (name: string, body: unknown) =>
      send(provide(), 'PATCH', `${path}/${name}`, body, {
        'content-type': 'application/merge-patch+json',
      });
    const version = async () =>
      (await send(provide(), 'GET', path)).body.metadata.resourceVersion;
    const watch = async (query: { [name: string]: string }, headers = {}) => {
      const watching = await openWatch(provide(), path, query, headers);
      opened.push(watching);
      return watching;
    };
    // A real cluster puts a ConfigMap of its own into every namespace.
    const mine = { fieldSelector: 'metadata.name!=kube-root-ca.crt' };

    it('tell every change after the version they start from', async () => {
      await create('before');
      const from = await version();
      await create('a');
      const watching = await watch({ ...mine, resourceVersion: from });
      await patch('a', { data: { k: 'v' } });
      await send(provide(), 'DELETE', `${path}/a`);

      const lines = [
        await watching.next(),
        await watching.next(),
        await watching.next(),
      ];
      expect(lines.map(line => line?.type)).toEqual([
        'ADDED',
        'MODIFIED',
        'DELETED',
      ]);
      expect(lines[1]?.object.data).toEqual({ k: 'v' });
      const versions = lines.map(line =>
        Number(line?.object.metadata.resourceVersion),
      );
      expect(versions).toEqual([...versions].sort((x, y) => x - y));
      expect(new Set(versions).size).toBe(3);
    });

    it('start with the present state when no version is named', async () => {
      await create('a');
      const watching = await watch(mine);
      expect(await watching.next()).toMatchObject({
        type: 'ADDED',
        object: { metadata: { name: 'a' } },
      });
    });

    it('tell of objects that come into and leave a selection', async () => {
      const from = await version();
      const watching = await watch({
        labelSelector: 'shown=yes',
        resourceVersion: from,
      });
      await create('a', { shown: 'no' });
      await patch('a', { metadata: { labels: { shown: 'yes' } } });
      await patch('a', { metadata: { labels: { shown: 'no' } } });
      expect((await watching.next())?.type).toBe('ADDED');
      const left = await watching.next();
      expect(left?.type).toBe('DELETED');
      expect(left?.object.metadata.labels).toEqual({ shown: 'yes' });
    });

    it('give metadata only when asked to', async () => {
      await create('a');
      const watching = await watch(mine, {
        accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
      });
      const line = await watching.next();
      expect(line?.object.kind).toBe('PartialObjectMetadata');
      expect(line?.object.data).toBeUndefined();
    });

    it('end after the time asked for, with a bookmark of where to go on', async () => {
      const from = await version();
      const watching = await watch({
        resourceVersion: from,
        timeoutSeconds: '1',
        allowWatchBookmarks: 'true',
        ...mine,
      });
      const seen: string[] = [];
      for (
        let line = await watching.next();
        line;
        line = await watching.next()
      ) {
        seen.push(line.type);
        expect(line.object.kind).toBe('ConfigMap');
        expect(line.object.metadata.resourceVersion).toMatch(/^\d+$/);
      }
      expect(seen.filter(type => type !== 'BOOKMARK')).toEqual([]);
    });

    it('send the present state and a bookmark after it, when asked to', async () => {
      await create('a');
      const watching = await watch({
        ...mine,
        sendInitialEvents: 'true',
        resourceVersionMatch: 'NotOlderThan',
        allowWatchBookmarks: 'true',
      });
      expect((await watching.next())?.type).toBe('ADDED');
      expect(await watching.next()).toMatchObject({
        type: 'BOOKMARK',
        object: {
          metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } },
        },
      });
    });
  });
}
