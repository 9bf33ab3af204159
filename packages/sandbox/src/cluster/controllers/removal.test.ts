import { send } from '../contract/apiClient';
import { ContractTarget } from '../contract/ContractTarget';
import {
  configMap,
  defineWidgets,
  deployment,
  makeNamespace,
  WIDGETS,
} from '../contract/fixtures';
import { waitFor, waitUntilGone } from '../contract/waitFor';
import { withCluster } from '../testing/withCluster';

const condition = (object: any, type: string) =>
  object.status?.conditions?.find((entry: any) => entry.type === type);

const deploymentsIn = (namespace: string) =>
  `/apis/apps/v1/namespaces/${namespace}/deployments`;
const podsIn = (namespace: string) => `/api/v1/namespaces/${namespace}/pods`;
const mapsIn = (namespace: string) =>
  `/api/v1/namespaces/${namespace}/configmaps`;

const items = async (target: ContractTarget, path: string) =>
  (await send(target, 'GET', path)).body.items;

// Real sockets and processes on a machine that may be busy.
jest.setTimeout(60_000);

describe('namespaces', () => {
  it('are active, with a service account', () =>
    withCluster({}, async ({ target }) => {
      const name = await makeNamespace(target);
      const { body } = await send(target, 'GET', `/api/v1/namespaces/${name}`);
      expect(body.status.phase).toBe('Active');
      expect(body.metadata.labels['kubernetes.io/metadata.name']).toBe(name);
      await waitFor(
        target,
        `/api/v1/namespaces/${name}/serviceaccounts`,
        'default',
        () => true,
      );
    }));

  it('take all that is in them with them', () =>
    withCluster({}, async ({ target }) => {
      const name = await makeNamespace(target);
      await send(target, 'POST', mapsIn(name), configMap('a'));
      await send(target, 'POST', deploymentsIn(name), deployment('web'));
      const { body } = await send(
        target,
        'DELETE',
        `/api/v1/namespaces/${name}`,
      );
      expect(body.status.phase).toBe('Terminating');
      await waitUntilGone(target, '/api/v1/namespaces', name);
      expect(await items(target, mapsIn(name))).toEqual([]);
      expect(await items(target, podsIn(name))).toEqual([]);
    }));

  it('take nothing new while something holds them', () =>
    withCluster({}, async ({ target }) => {
      const name = await makeNamespace(target);
      await send(target, 'POST', mapsIn(name), {
        ...configMap('held'),
        metadata: { name: 'held', finalizers: ['test.example/hold'] },
      });
      await send(target, 'DELETE', `/api/v1/namespaces/${name}`);
      const refused = await send(target, 'POST', mapsIn(name), configMap('b'));
      expect(refused.status).toBe(403);
      expect(refused.body.message).toContain('is being terminated');
      await send(
        target,
        'PATCH',
        `${mapsIn(name)}/held`,
        { metadata: { finalizers: null } },
        { 'content-type': 'application/merge-patch+json' },
      );
      await waitUntilGone(target, '/api/v1/namespaces', name);
    }));
});

describe('owners', () => {
  const owned = (name: string, owner: any, more = {}) => ({
    ...configMap(name),
    metadata: {
      name,
      ownerReferences: [
        {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          name: owner.metadata.name,
          uid: owner.metadata.uid,
          ...more,
        },
      ],
    },
  });

  it('that are deleted leave their dependents, when that is asked for', () =>
    withCluster({}, async ({ target }) => {
      const maps = mapsIn(await makeNamespace(target));
      const { body: owner } = await send(
        target,
        'POST',
        maps,
        configMap('owner'),
      );
      await send(target, 'POST', maps, owned('child', owner));
      await send(target, 'DELETE', `${maps}/owner?propagationPolicy=Orphan`);
      await waitUntilGone(target, maps, 'owner');
      const { status, body } = await send(target, 'GET', `${maps}/child`);
      expect(status).toBe(200);
      expect(body.metadata.ownerReferences).toBeUndefined();
    }));

  it('wait for their dependents, when that is asked for', () =>
    withCluster({}, async ({ target }) => {
      const maps = mapsIn(await makeNamespace(target));
      const { body: owner } = await send(
        target,
        'POST',
        maps,
        configMap('owner'),
      );
      const child = owned('child', owner, { blockOwnerDeletion: true });
      await send(target, 'POST', maps, {
        ...child,
        metadata: { ...child.metadata, finalizers: ['test.example/hold'] },
      });
      await send(
        target,
        'DELETE',
        `${maps}/owner?propagationPolicy=Foreground`,
      );
      await waitFor(
        target,
        maps,
        'child',
        object => object.metadata.deletionTimestamp !== undefined,
      );
      expect((await send(target, 'GET', `${maps}/owner`)).status).toBe(200);
      await send(
        target,
        'PATCH',
        `${maps}/child`,
        [{ op: 'remove', path: '/metadata/finalizers/0' }],
        { 'content-type': 'application/json-patch+json' },
      );
      await waitUntilGone(target, maps, 'owner');
    }));

  it('that were never there let their dependents be collected', () =>
    withCluster({}, async ({ target }) => {
      const maps = mapsIn(await makeNamespace(target));
      const absent = { metadata: { name: 'absent', uid: 'no-such-uid' } };
      await send(target, 'POST', maps, owned('child', absent));
      await expect(
        waitUntilGone(target, maps, 'child'),
      ).resolves.toBeUndefined();
    }));
});

describe('CustomResourceDefinitions', () => {
  it('take their objects with them, and are then no longer served', () =>
    withCluster({}, async ({ target }) => {
      const namespace = await makeNamespace(target);
      const definitions =
        '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
      await defineWidgets(target);
      await waitFor(
        target,
        definitions,
        'widgets.contract.example',
        object =>
          condition(object, 'Established')?.status === 'True' &&
          object.metadata.finalizers?.length === 1,
      );
      await send(target, 'POST', WIDGETS.path(namespace), WIDGETS.object('a'));
      await send(target, 'DELETE', `${definitions}/widgets.contract.example`);
      await waitUntilGone(target, definitions, 'widgets.contract.example');
      const { body } = await send(target, 'GET', WIDGETS.path(namespace));
      expect(body).toBe('404 page not found\n');
    }));
});
