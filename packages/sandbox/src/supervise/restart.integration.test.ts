import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { KubernetesClient } from '../operators/kubernetes/KubernetesClient';
import { silentLogger } from '../operators/logging/Logger';
import { startSandbox, type RunningSandbox } from './startSandbox';
import { canTest } from '../__testUtils__/onlyWith';

const describeWithKustomize = canTest(
  'a restart of the sandbox is',
  'kustomize',
)
  ? describe
  : describe.skip;

const APPLICATION = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Application',
  namespace: 'argocd',
  name: 'press-kit-staging',
};
const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  namespace: 'press-kit-staging',
  name: 'app',
};

const REFRESH = 'argocd.argoproj.io/refresh';

function stateOf(status: unknown) {
  const { sync, health } = (status ?? {}) as {
    sync?: { status?: string };
    health?: { status?: string };
  };
  return { sync: sync?.status, health: health?.status };
}

describeWithKustomize('a restart of the sandbox', () => {
  let stateDir: string;
  let sandbox: RunningSandbox | undefined;

  const start = async (ports?: Parameters<typeof startSandbox>[0]['ports']) => {
    sandbox = await startSandbox({
      stateDir,
      ports,
      kustomize: 'kustomize',
      readyDelayMs: 100,
      logger: silentLogger,
      validate: { command: process.execPath, args: ['-e', ''] },
    });
    return KubernetesClient.create({
      url: sandbox.clusters.staging.url,
      token: sandbox.credentials.stagingToken,
      fieldManager: 'test',
    });
  };

  /** Waits until Argo CD's stand-in has found the micro-app well. */
  const healthy = async (cluster: KubernetesClient) => {
    for (;;) {
      const found = await cluster.get(APPLICATION);
      const refreshing = found?.metadata.annotations?.[REFRESH];
      if (
        !refreshing &&
        isDeepStrictEqual(stateOf(found?.status), {
          sync: 'Synced',
          health: 'Healthy',
        })
      ) {
        return found!;
      }
      await pause(100);
    }
  };

  /** Asks it to look again: it takes the annotation away when it has. */
  const refreshed = async (cluster: KubernetesClient) => {
    await cluster.mergePatch(APPLICATION, {
      metadata: { annotations: { [REFRESH]: 'normal' } },
    });
    return await healthy(cluster);
  };

  beforeEach(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'sandbox-restart-'));
  });
  afterEach(async () => {
    await sandbox?.stop();
    await rm(stateDir, { recursive: true, force: true });
  }, 30_000);

  it('finds what was deployed and deploys nothing anew', async () => {
    const first = await start();
    const before = await healthy(first);
    const deployment = await first.get(DEPLOYMENT);
    const port = ({ url }: { url: string }) => Number(new URL(url).port);
    const { forge, clusters, apps } = sandbox!;
    await sandbox!.stop();

    const second = await start({
      forge: port(forge),
      staging: port(clusters.staging),
      production: port(clusters.production),
      apps: port(apps),
    });
    const after = await refreshed(second);

    expect(after.metadata.uid).toBe(before.metadata.uid);
    expect((await second.get(DEPLOYMENT))?.metadata).toMatchObject({
      uid: deployment?.metadata.uid,
      generation: deployment?.metadata.generation,
    });
  }, 120_000);
});
