import { apply, send } from '../contract/apiClient';
import { ContractTarget } from '../contract/ContractTarget';
import { deployment, makeNamespace } from '../contract/fixtures';
import { waitFor, waitUntilGone } from '../contract/waitFor';
import { withCluster } from '../testing/withCluster';

const condition = (object: any, type: string) =>
  object.status?.conditions?.find((entry: any) => entry.type === type);

const deploymentsIn = (namespace: string) =>
  `/apis/apps/v1/namespaces/${namespace}/deployments`;
const podsIn = (namespace: string) => `/api/v1/namespaces/${namespace}/pods`;
const items = async (target: ContractTarget, path: string) =>
  (await send(target, 'GET', path)).body.items;

const isRolledOut = (object: any) =>
  object.status?.observedGeneration === object.metadata.generation &&
  condition(object, 'Progressing')?.reason === 'NewReplicaSetAvailable';

// Real sockets and processes on a machine that may be busy.
jest.setTimeout(60_000);

describe('Deployments', () => {
  it('become available, with pods that run their image', () =>
    withCluster({}, async ({ target }) => {
      const namespace = await makeNamespace(target);
      await send(
        target,
        'POST',
        deploymentsIn(namespace),
        deployment('web', { replicas: 2 }),
      );
      const done = await waitFor(
        target,
        deploymentsIn(namespace),
        'web',
        isRolledOut,
      );
      expect(done.status).toMatchObject({
        replicas: 2,
        updatedReplicas: 2,
        readyReplicas: 2,
        availableReplicas: 2,
      });
      expect(condition(done, 'Available').status).toBe('True');
      const pods = await items(target, podsIn(namespace));
      expect(pods).toHaveLength(2);
      expect(pods[0].metadata.labels.app).toBe('web');
      expect(pods[0].status).toMatchObject({
        phase: 'Running',
        containerStatuses: [{ image: 'registry.example/app:1', ready: true }],
      });
    }));

  it('roll a new image out and leave no old pod', () =>
    withCluster({}, async ({ target }) => {
      const namespace = await makeNamespace(target);
      const path = `${deploymentsIn(namespace)}/web`;
      await apply(target, path, 'test', deployment('web'));
      await waitFor(target, deploymentsIn(namespace), 'web', isRolledOut);
      await apply(
        target,
        path,
        'test',
        deployment('web', { image: 'registry.example/app:2' }),
      );
      await waitFor(target, deploymentsIn(namespace), 'web', isRolledOut);
      const images = (await items(target, podsIn(namespace))).map(
        (pod: any) => pod.spec.containers[0].image,
      );
      expect(images).toEqual(['registry.example/app:2']);
    }));

  it('stay unavailable with an image that cannot be pulled, and keep the old pod', () =>
    withCluster({}, async ({ target }) => {
      const namespace = await makeNamespace(target);
      const path = `${deploymentsIn(namespace)}/web`;
      await apply(target, path, 'test', deployment('web'));
      await waitFor(target, deploymentsIn(namespace), 'web', isRolledOut);
      await apply(
        target,
        path,
        'test',
        deployment('web', { image: 'registry.example/does-not-exist:1' }),
      );
      const stuck = await waitFor(
        target,
        deploymentsIn(namespace),
        'web',
        object => object.status.replicas === 2,
      );
      expect(stuck.status).toMatchObject({ availableReplicas: 1 });
      const event = await waitFor(
        target,
        `/api/v1/namespaces/${namespace}/events`,
        (await items(target, podsIn(namespace)))
          .find((pod: any) =>
            pod.spec.containers[0].image.includes('does-not-exist'),
          )
          .metadata.name.concat('.pull'),
        () => true,
      );
      expect(event.message).toContain('Failed to pull image');
      const states = (await items(target, podsIn(namespace))).map(
        (pod: any) =>
          pod.status.containerStatuses[0].state.waiting?.reason ?? 'running',
      );
      expect(states.sort()).toEqual(['ImagePullBackOff', 'running']);
    }));

  it('say so when a rollout takes longer than its deadline', () =>
    withCluster({}, async ({ target }) => {
      const namespace = await makeNamespace(target);
      const late = deployment('web', { image: 'does-not-exist' });
      await send(target, 'POST', deploymentsIn(namespace), {
        ...late,
        spec: { ...late.spec, progressDeadlineSeconds: 1 },
      });
      const failed = await waitFor(
        target,
        deploymentsIn(namespace),
        'web',
        object =>
          condition(object, 'Progressing')?.reason ===
          'ProgressDeadlineExceeded',
      );
      expect(condition(failed, 'Available').status).toBe('False');
    }));

  it('may want no replicas', () =>
    withCluster({}, async ({ target }) => {
      const namespace = await makeNamespace(target);
      await send(
        target,
        'POST',
        deploymentsIn(namespace),
        deployment('web', { replicas: 0 }),
      );
      const done = await waitFor(
        target,
        deploymentsIn(namespace),
        'web',
        isRolledOut,
      );
      expect(done.status.replicas).toBeUndefined();
      expect(condition(done, 'Available').status).toBe('True');
    }));

  it('scale through their subresource', () =>
    withCluster({}, async ({ target }) => {
      const namespace = await makeNamespace(target);
      await send(target, 'POST', deploymentsIn(namespace), deployment('web'));
      const { body } = await send(
        target,
        'PATCH',
        `${deploymentsIn(namespace)}/web/scale`,
        { spec: { replicas: 3 } },
        { 'content-type': 'application/merge-patch+json' },
      );
      expect(body).toMatchObject({ kind: 'Scale', spec: { replicas: 3 } });
      await waitFor(
        target,
        deploymentsIn(namespace),
        'web',
        object => object.status?.availableReplicas === 3,
      );
    }));

  it('take their pods with them when they are deleted', () =>
    withCluster({}, async ({ target }) => {
      const namespace = await makeNamespace(target);
      await send(target, 'POST', deploymentsIn(namespace), deployment('web'));
      await waitFor(target, deploymentsIn(namespace), 'web', isRolledOut);
      const [pod] = await items(target, podsIn(namespace));
      await send(target, 'DELETE', `${deploymentsIn(namespace)}/web`);
      await waitUntilGone(target, podsIn(namespace), pod.metadata.name);
      expect(
        await items(
          target,
          `/apis/apps/v1/namespaces/${namespace}/replicasets`,
        ),
      ).toEqual([]);
    }));
});

describe('Jobs', () => {
  const podSpec = {
    restartPolicy: 'Never',
    containers: [{ name: 'main', image: 'registry.example/job:1' }],
  };

  it('complete', () =>
    withCluster({}, async ({ target }) => {
      const namespace = await makeNamespace(target);
      const jobs = `/apis/batch/v1/namespaces/${namespace}/jobs`;
      await send(target, 'POST', jobs, {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'once' },
        spec: { template: { spec: podSpec } },
      });
      const done = await waitFor(
        target,
        jobs,
        'once',
        job => condition(job, 'Complete')?.status === 'True',
      );
      expect(done.status.succeeded).toBe(1);
      expect(done.status.active).toBeUndefined();
    }));
});

describe('quotas', () => {
  it('say what is used of them', () =>
    withCluster({}, async ({ target }) => {
      const namespace = await makeNamespace(target);
      const quotas = `/api/v1/namespaces/${namespace}/resourcequotas`;
      await send(target, 'POST', quotas, {
        apiVersion: 'v1',
        kind: 'ResourceQuota',
        metadata: { name: 'quota' },
        spec: {
          hard: { pods: '5', 'requests.memory': '1Gi', 'limits.cpu': '2' },
        },
      });
      const web = deployment('web', { replicas: 2 });
      Object.assign(web.spec.template.spec.containers[0], {
        resources: {
          requests: { memory: '96Mi' },
          limits: { cpu: '250m' },
        },
      });
      await send(target, 'POST', deploymentsIn(namespace), web);
      const { status } = await waitFor(
        target,
        quotas,
        'quota',
        object => object.status?.used?.pods === '2',
      );
      expect(status.used).toEqual({
        pods: '2',
        'requests.memory': '192Mi',
        'limits.cpu': '500m',
      });
    }));
});
