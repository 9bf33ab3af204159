/* eslint-disable jest/no-export -- run against the sandbox and against a real API server */
import { send } from './apiClient';
import { TargetProvider } from './ContractTarget';
import { defineWidgets } from './fixtures';

/** What the server says of itself, and whom it lets in. */
export function discoveryContract(provide: TargetProvider): void {
  describe('discovery and access', () => {
    it('names its version and its health', async () => {
      const { body } = await send(provide(), 'GET', '/version');
      expect(body.gitVersion).toMatch(/^v1\.\d+/);
      expect((await send(provide(), 'GET', '/readyz')).body).toBe('ok');
      expect((await send(provide(), 'GET', '/livez')).body).toBe('ok');
    });

    it('lists its groups and their kinds', async () => {
      const { body: groups } = await send(provide(), 'GET', '/apis');
      expect(groups.kind).toBe('APIGroupList');
      const apps = groups.groups.find(
        (group: { name: string }) => group.name === 'apps',
      );
      expect(apps.preferredVersion.groupVersion).toBe('apps/v1');

      const { body: kinds } = await send(provide(), 'GET', '/apis/apps/v1');
      expect(kinds).toMatchObject({
        kind: 'APIResourceList',
        groupVersion: 'apps/v1',
      });
      const names = kinds.resources.map(
        (resource: { name: string }) => resource.name,
      );
      expect(names).toEqual(
        expect.arrayContaining([
          'deployments',
          'deployments/status',
          'deployments/scale',
        ]),
      );
    });

    it('lists a defined kind', async () => {
      await defineWidgets(provide());
      const { body } = await send(
        provide(),
        'GET',
        '/apis/contract.example/v1',
      );
      expect(body.resources[0]).toMatchObject({
        name: 'widgets',
        kind: 'Widget',
        namespaced: true,
      });
    });

    it('answers 401 as a Status to a wrong token', async () => {
      const { status, body } = await send(
        { ...provide(), token: 'wrong' },
        'GET',
        '/api/v1/namespaces',
      );
      expect(status).toBe(401);
      expect(body).toMatchObject({
        kind: 'Status',
        status: 'Failure',
        reason: 'Unauthorized',
        code: 401,
      });
    });
  });
}
