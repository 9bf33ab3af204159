import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { send } from './contract/apiClient';
import { configMap, defineWidgets, makeNamespace } from './contract/fixtures';
import { openWatch } from './contract/openWatch';
import { waitFor } from './contract/waitFor';
import { ARGO_CD_KINDS } from './kinds/operatorKinds';
import { startCluster } from './startCluster';
import { withCluster } from './testing/withCluster';

// Real sockets and processes on a machine that may be busy.
jest.setTimeout(60_000);

describe('a cluster', () => {
  it('keeps its objects and goes on counting versions after a restart', () =>
    withCluster({}, async cluster => {
      const namespace = await makeNamespace(cluster.target);
      const maps = `/api/v1/namespaces/${namespace}/configmaps`;
      const { body: kept } = await send(
        cluster.target,
        'POST',
        maps,
        configMap('kept', { k: 'v' }),
      );
      await send(cluster.target, 'POST', maps, configMap('gone'));
      await send(cluster.target, 'DELETE', `${maps}/gone`);
      await cluster.restart();

      const { body: after } = await send(cluster.target, 'GET', `${maps}/kept`);
      expect(after).toEqual(kept);
      const { status } = await send(cluster.target, 'GET', `${maps}/gone`);
      expect(status).toBe(404);
      const { body: next } = await send(
        cluster.target,
        'POST',
        maps,
        configMap('next'),
      );
      // Deleting `gone` counted too, though nothing of it is left.
      expect(Number(next.metadata.resourceVersion)).toBeGreaterThan(
        Number(kept.metadata.resourceVersion) + 2,
      );
    }));

  it('tells who watched before a restart that the version is too old', () =>
    withCluster({}, async cluster => {
      const namespace = await makeNamespace(cluster.target);
      const maps = `/api/v1/namespaces/${namespace}/configmaps`;
      const { body } = await send(cluster.target, 'POST', maps, configMap('a'));
      await send(cluster.target, 'POST', maps, configMap('b'));
      await cluster.restart();
      const watch = await openWatch(cluster.target, maps, {
        resourceVersion: body.metadata.resourceVersion,
      });
      expect(await watch.next()).toMatchObject({
        type: 'ERROR',
        object: { kind: 'Status', code: 410, reason: 'Expired' },
      });
      expect(await watch.next()).toBeUndefined();
    }));

  it('starts from a log whose last line was torn, without that line', () =>
    withCluster({}, async cluster => {
      const namespace = await makeNamespace(cluster.target);
      const maps = `/api/v1/namespaces/${namespace}/configmaps`;
      await send(cluster.target, 'POST', maps, configMap('whole'));
      await cluster.running.stop();
      fs.appendFileSync(
        path.join(cluster.stateDir, 'objects.ndjson'),
        '{"put":"configmaps","object":{"apiVers',
      );
      await cluster.restart();
      const { status } = await send(cluster.target, 'GET', `${maps}/whole`);
      expect(status).toBe(200);
    }));

  it(
    'loses nothing that it answered when its process is killed',
    () =>
      withCluster({}, async cluster => {
        await cluster.running.stop();
        const child = spawn(
          process.execPath,
          [
            '--require',
            require.resolve('@backstage/cli/config/nodeTransform.cjs'),
            path.join(__dirname, 'testing', 'clusterProcess.ts'),
            cluster.stateDir,
          ],
          { stdio: ['ignore', 'pipe', 'inherit'] },
        );
        const url = await new Promise<string>((resolve, reject) => {
          child.stdout.once('data', data => resolve(String(data).trim()));
          child.once('exit', code => reject(new Error(`exited with ${code}`)));
        });
        const target = { url, token: 'token' };
        const namespace = await makeNamespace(target);
        const maps = `/api/v1/namespaces/${namespace}/configmaps`;
        for (let number = 0; number < 20; number++) {
          await send(target, 'POST', maps, configMap(`map-${number}`));
        }
        const dead = new Promise(resolve => child.once('exit', resolve));
        child.kill('SIGKILL');
        await dead;

        await cluster.restart();
        const { body } = await send(cluster.target, 'GET', maps);
        expect(body.items).toHaveLength(20);
      }),
    120_000,
  );

  it('is reached under both addresses of localhost', () =>
    withCluster({}, async ({ target }) => {
      const { port } = new URL(target.url);
      for (const host of ['127.0.0.1', '[::1]']) {
        const url = `http://${host}:${port}`;
        expect((await send({ ...target, url }, 'GET', '/readyz')).status).toBe(
          200,
        );
      }
    }));

  it('refuses a port that is in use, and leaves the state alone', () =>
    withCluster({}, async ({ target, stateDir }) => {
      const port = Number(new URL(target.url).port);
      await expect(
        startCluster({ name: 'second', stateDir, port, tokens: [] }),
      ).rejects.toMatchObject({ code: 'EADDRINUSE' });
    }));

  it('serves the kinds that it is told to, with their definitions', () =>
    withCluster({ kinds: ARGO_CD_KINDS }, async ({ target }) => {
      const { body } = await send(target, 'GET', '/apis/argoproj.io/v1alpha1');
      expect(
        body.resources.map((resource: { name: string }) => resource.name),
      ).toEqual(expect.arrayContaining(['applications', 'applicationsets']));
      // Argo CD's Application has no status subresource.
      const namespace = await makeNamespace(target);
      const { body: application } = await send(
        target,
        'POST',
        `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/applications`,
        {
          apiVersion: 'argoproj.io/v1alpha1',
          kind: 'Application',
          metadata: { name: 'a' },
          status: { sync: { status: 'Synced' } },
        },
      );
      expect(application.status.sync.status).toBe('Synced');
    }));

  it('serves defined kinds after a restart', () =>
    withCluster({}, async cluster => {
      await defineWidgets(cluster.target);
      await cluster.restart();
      const { status } = await send(
        cluster.target,
        'GET',
        '/apis/contract.example/v1/widgets',
      );
      expect(status).toBe(200);
    }));

  it('sends bookmarks to who wants them', () =>
    withCluster({ bookmarkIntervalMs: 10 }, async ({ target }) => {
      const { body } = await send(target, 'GET', '/api/v1/configmaps');
      const watch = await openWatch(target, '/api/v1/configmaps', {
        resourceVersion: body.metadata.resourceVersion,
        allowWatchBookmarks: 'true',
      });
      // What happens to other kinds moves the bookmark on.
      await makeNamespace(target);
      let bookmark = await watch.next();
      while (
        bookmark?.object.metadata.resourceVersion ===
        body.metadata.resourceVersion
      ) {
        bookmark = await watch.next();
      }
      expect(bookmark?.type).toBe('BOOKMARK');
      expect(bookmark?.object.kind).toBe('ConfigMap');
      watch.close();
    }));

  it('forgets events beyond its window, of each kind by itself', () =>
    withCluster({ historySize: 3 }, async ({ target }) => {
      const namespace = await makeNamespace(target);
      const maps = `/api/v1/namespaces/${namespace}/configmaps`;
      const secrets = `/api/v1/namespaces/${namespace}/secrets`;
      const { body: first } = await send(target, 'GET', maps);
      const from = { resourceVersion: first.metadata.resourceVersion };
      for (const name of ['a', 'b', 'c', 'd']) {
        await send(target, 'POST', maps, configMap(name));
      }
      const busy = await openWatch(target, maps, from);
      expect((await busy.next())?.object.code).toBe(410);

      const quiet = await openWatch(target, secrets, from);
      await send(target, 'POST', secrets, {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 's' },
      });
      expect((await quiet.next())?.type).toBe('ADDED');
      quiet.close();
    }));

  it('ends a paged list with 410 when its version is forgotten, offering the rest', () =>
    withCluster({ historySize: 1 }, async ({ target }) => {
      const namespace = await makeNamespace(target);
      const maps = `/api/v1/namespaces/${namespace}/configmaps`;
      for (const name of ['a', 'b', 'c']) {
        await send(target, 'POST', maps, configMap(name));
      }
      const { body: page } = await send(target, 'GET', `${maps}?limit=1`);
      for (const name of ['d', 'e']) {
        await send(target, 'POST', maps, configMap(name));
      }
      const { status, body } = await send(
        target,
        'GET',
        `${maps}?limit=10&continue=${page.metadata.continue}`,
      );
      expect(status).toBe(410);
      expect(body.reason).toBe('Expired');
      const { body: rest } = await send(
        target,
        'GET',
        `${maps}?limit=10&continue=${body.metadata.continue}`,
      );
      expect(rest.items.map((item: any) => item.metadata.name)).toEqual([
        'b',
        'c',
        'd',
        'e',
      ]);
    }));

  it(
    'holds five thousand objects and tells thousands of changes in order',
    () =>
      withCluster({}, async ({ target }) => {
        const namespace = await makeNamespace(target);
        const maps = `/api/v1/namespaces/${namespace}/configmaps`;
        const names = Array.from(
          { length: 5000 },
          (_, index) => `map-${index}`,
        );
        const { body: empty } = await send(target, 'GET', maps);
        const watch = await openWatch(target, maps, {
          resourceVersion: empty.metadata.resourceVersion,
        });
        for (let start = 0; start < names.length; start += 50) {
          await Promise.all(
            names
              .slice(start, start + 50)
              .map(name => send(target, 'POST', maps, configMap(name))),
          );
        }
        let last = 0;
        for (let count = 0; count < names.length; count++) {
          const line = await watch.next();
          const version = Number(line?.object.metadata.resourceVersion);
          expect(version).toBeGreaterThan(last);
          last = version;
        }
        watch.close();
        const { body } = await send(target, 'GET', `${maps}?limit=500`);
        expect(body.items).toHaveLength(500);
        expect(body.metadata.remainingItemCount).toBe(4500);
      }),
    120_000,
  );
});

describe('stopping', () => {
  it('ends watches at once', () =>
    withCluster({}, async ({ target, running }) => {
      await waitFor(target, '/api/v1/namespaces', 'default', () => true);
      const watch = await openWatch(target, '/api/v1/secrets');
      await running.stop();
      expect(await watch.next()).toBeUndefined();
    }));
});
