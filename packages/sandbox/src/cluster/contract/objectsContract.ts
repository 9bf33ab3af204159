/* eslint-disable jest/no-export -- run against the sandbox and against a real API server */
import { send } from './apiClient';
import { TargetProvider } from './ContractTarget';
import { configMap, defineWidgets, makeNamespace, WIDGETS } from './fixtures';

/** Create, read, update, delete: what holds for objects of every kind. */
export function objectsContract(provide: TargetProvider): void {
  describe('objects', () => {
    let namespace: string;
    let path: string;

    beforeAll(async () => defineWidgets(provide()));
    beforeEach(async () => {
      namespace = await makeNamespace(provide());
      path = `/api/v1/namespaces/${namespace}/configmaps`;
    });

    it('gives a created object uid, version and creation time', async () => {
      const { status, body } = await send(
        provide(),
        'POST',
        path,
        configMap('a', { k: 'v' }),
      );
      expect(status).toBe(201);
      expect(body.metadata.uid).toMatch(/^[0-9a-f-]{36}$/);
      expect(body.metadata.resourceVersion).toMatch(/^\d+$/);
      expect(body.metadata.creationTimestamp).toMatch(
        /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
      );
      expect(body.metadata.namespace).toBe(namespace);
    });

    it('makes a name out of generateName', async () => {
      const { body } = await send(provide(), 'POST', path, {
        ...configMap(''),
        metadata: { generateName: 'part-' },
      });
      expect(body.metadata.name).toMatch(/^part-[a-z0-9]{5}$/);
    });

    it('refuses a second object of the same name', async () => {
      await send(provide(), 'POST', path, configMap('a'));
      const { status, body } = await send(
        provide(),
        'POST',
        path,
        configMap('a'),
      );
      expect(status).toBe(409);
      expect(body).toMatchObject({
        kind: 'Status',
        reason: 'AlreadyExists',
        message: 'configmaps "a" already exists',
      });
    });

    it('refuses a name that is no DNS name, naming the field', async () => {
      const { status, body } = await send(
        provide(),
        'POST',
        path,
        configMap('Not_A_Name'),
      );
      expect(status).toBe(422);
      expect(body.reason).toBe('Invalid');
      expect(body.details.causes[0].field).toBe('metadata.name');
    });

    it('refuses an object in a namespace that is not there', async () => {
      const { status, body } = await send(
        provide(),
        'POST',
        '/api/v1/namespaces/nowhere/configmaps',
        configMap('a'),
      );
      expect(status).toBe(404);
      expect(body.message).toBe('namespaces "nowhere" not found');
    });

    it('refuses an update that is based on an older version', async () => {
      const { body: first } = await send(
        provide(),
        'POST',
        path,
        configMap('a'),
      );
      await send(provide(), 'PUT', `${path}/a`, {
        ...first,
        data: { k: 'one' },
      });
      const { status, body } = await send(provide(), 'PUT', `${path}/a`, {
        ...first,
        data: { k: 'two' },
      });
      expect(status).toBe(409);
      expect(body.message).toBe(
        'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
      );
    });

    it('keeps the version when an update changes nothing', async () => {
      const { body: first } = await send(
        provide(),
        'POST',
        path,
        configMap('a', { k: 'v' }),
      );
      const { body: second } = await send(provide(), 'PUT', `${path}/a`, first);
      expect(second.metadata.resourceVersion).toBe(
        first.metadata.resourceVersion,
      );
    });

    it('says 404 as a Status for an object that is not there', async () => {
      const { status, body } = await send(provide(), 'GET', `${path}/absent`);
      expect(status).toBe(404);
      expect(body).toMatchObject({
        kind: 'Status',
        apiVersion: 'v1',
        status: 'Failure',
        reason: 'NotFound',
        message: 'configmaps "absent" not found',
        details: { name: 'absent', kind: 'configmaps' },
        code: 404,
      });
    });

    it('says 404 page not found for a kind that is not served', async () => {
      const { status, contentType, body } = await send(
        provide(),
        'GET',
        '/apis/nobody.example/v1/things',
      );
      expect(status).toBe(404);
      expect(contentType).toContain('text/plain');
      expect(body).toBe('404 page not found\n');
    });

    it('stores nothing in a dry run', async () => {
      const { status } = await send(
        provide(),
        'POST',
        `${path}?dryRun=All`,
        configMap('a'),
      );
      expect(status).toBe(201);
      expect((await send(provide(), 'GET', `${path}/a`)).status).toBe(404);
    });

    it('deletes at once what no finalizer holds', async () => {
      await send(provide(), 'POST', path, configMap('a'));
      const { status, body } = await send(provide(), 'DELETE', `${path}/a`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ kind: 'Status', status: 'Success' });
      expect((await send(provide(), 'GET', `${path}/a`)).status).toBe(404);
    });

    it('keeps an object that a finalizer holds until it is let go', async () => {
      await send(provide(), 'POST', path, {
        ...configMap('a'),
        metadata: { name: 'a', finalizers: ['contract.example/hold'] },
      });
      const { body: held } = await send(provide(), 'DELETE', `${path}/a`);
      expect(held.metadata.deletionTimestamp).toBeDefined();
      expect((await send(provide(), 'GET', `${path}/a`)).status).toBe(200);
      await send(
        provide(),
        'PATCH',
        `${path}/a`,
        { metadata: { finalizers: null } },
        { 'content-type': 'application/merge-patch+json' },
      );
      expect((await send(provide(), 'GET', `${path}/a`)).status).toBe(404);
    });

    it('does not delete another object than the one meant', async () => {
      await send(provide(), 'POST', path, configMap('a'));
      const { status } = await send(provide(), 'DELETE', `${path}/a`, {
        preconditions: { uid: '00000000-0000-0000-0000-000000000000' },
      });
      expect(status).toBe(409);
    });

    it('deletes a collection by label', async () => {
      await send(provide(), 'POST', path, configMap('a', {}, { go: 'yes' }));
      await send(provide(), 'POST', path, configMap('b', {}, { go: 'no' }));
      await send(provide(), 'DELETE', `${path}?labelSelector=go=yes`);
      expect((await send(provide(), 'GET', `${path}/a`)).status).toBe(404);
      expect((await send(provide(), 'GET', `${path}/b`)).status).toBe(200);
    });

    it('writes status only through its subresource', async () => {
      const widgets = WIDGETS.path(namespace);
      const { body: created } = await send(provide(), 'POST', widgets, {
        ...WIDGETS.object('a', { size: 1 }),
        status: { phase: 'Sneaked' },
      });
      expect(created.status).toBeUndefined();
      expect(created.metadata.generation).toBe(1);

      const { body: withStatus } = await send(
        provide(),
        'PUT',
        `${widgets}/a/status`,
        { ...created, spec: { size: 9 }, status: { phase: 'Ready' } },
      );
      expect(withStatus.spec).toEqual({ size: 1 });
      expect(withStatus.status).toEqual({ phase: 'Ready' });
      expect(withStatus.metadata.generation).toBe(1);

      const { body: resized } = await send(provide(), 'PUT', `${widgets}/a`, {
        ...withStatus,
        spec: { size: 2 },
        status: { phase: 'Sneaked' },
      });
      expect(resized.status).toEqual({ phase: 'Ready' });
      expect(resized.metadata.generation).toBe(2);
    });

    it('needs the version for an update of a custom object', async () => {
      const widgets = WIDGETS.path(namespace);
      await send(provide(), 'POST', widgets, WIDGETS.object('a'));
      const { status, body } = await send(
        provide(),
        'PUT',
        `${widgets}/a`,
        WIDGETS.object('a', { size: 2 }),
      );
      expect(status).toBe(422);
      expect(body.message).toContain('must be specified for an update');
    });
  });
}
