import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { parseAllDocuments } from 'yaml';
import { basicWebApp, webService } from '../support/answers';
import { BackstageClient } from '../support/backstageClient';
import { fromCluster, getPage } from '../support/clusterClient';
import {
  closePullRequest,
  filesOfCommit,
  mergePullRequest,
  pullRequestsOf,
} from '../support/forgeClient';
import { helmIsThere } from '../support/helm';
import { portalUnderTest } from '../support/portal';

const run = promisify(execFile);

const journeys = [
  {
    renderer: 'Kustomize',
    template: 'basic-webapp',
    app: 'http-kustomize',
    answers: basicWebApp,
  },
  {
    renderer: 'Helm',
    template: 'web-api',
    app: 'http-helm',
    answers: webService,
  },
];

for (const { renderer, template, app, answers } of journeys) {
  test(`from form to live by HTTP alone, with a template in ${renderer}`, async () => {
    test.skip(
      renderer === 'Helm' && !helmIsThere(),
      'SKIPPED: helm was not found, so the journey with a Helm template did not run.',
    );
    const guest = await BackstageClient.signInAsGuest();
    const status = async () => await guest.app(app);

    const finished = await guest.sendAndWait(
      template,
      answers(app, `Journey with ${renderer}`),
    );
    expect(finished.error).toBe('');
    expect(finished.status).toBe('completed');

    // One request with one commit that holds the two files.
    const [pullRequest, ...others] = await pullRequestsOf(app);
    expect(others).toEqual([]);
    expect(pullRequest.head.ref).toBe(`feature/${app}`);
    expect(await filesOfCommit(pullRequest.head.sha)).toEqual([
      `instances/${app}/kustomization.yaml`,
      `instances/${app}/values.yaml`,
    ]);

    // The portal shows the check passing and the preview coming up.
    await expect
      .poll(async () => (await status())?.pullRequests[0]?.checks)
      .toEqual([
        expect.objectContaining({ name: 'validate', state: 'passed' }),
      ]);
    await expect
      .poll(async () => (await status())?.pullRequests[0]?.preview?.state)
      .toBe('live');
    const previewUrl = (await status())!.pullRequests[0].preview!.url!;
    expect(new URL(previewUrl).hostname).toBe(
      `${app}-pr-${pullRequest.number}.localhost`,
    );
    const preview = await getPage(previewUrl);
    expect(preview.status).toBe(200);
    expect(preview.text).toContain(app);

    await mergePullRequest(pullRequest.number);
    await expect
      .poll(async () =>
        (await status())?.environments.find(({ name }) => name === 'staging'),
      )
      .toMatchObject({ sync: 'Synced', health: 'Healthy', state: 'live' });
    // The preview goes with its request.
    await expect
      .poll(
        async () =>
          (
            await fromCluster(
              'staging',
              `/api/v1/namespaces/${app}-pr-${pullRequest.number}`,
            )
          ).status,
      )
      .toBe(404);
  });

  test(`what a plain git clone builds is what the cluster holds, with ${renderer}`, async () => {
    test.skip(
      renderer === 'Helm' && !helmIsThere(),
      'SKIPPED: helm was not found, so the Helm instance was not built.',
    );
    const { forgeUrl } = portalUnderTest();
    const folder = await mkdtemp(join(tmpdir(), 'microapps-clone-'));
    try {
      await run('git', [
        'clone',
        '-q',
        `${forgeUrl}/acme/microapps.git`,
        folder,
      ]);

      const log = await run('git', [
        '-C',
        folder,
        'log',
        '--format=%an <%ae>%n%B',
        '--',
        `instances/${app}`,
      ]);
      expect(log.stdout).toContain('Guest');

      const built = await run('kustomize', [
        'build',
        '--enable-helm',
        join(folder, 'instances', app),
      ]);
      for (const document of parseAllDocuments(built.stdout)) {
        const object = document.toJS() as KubernetesObject;
        const live = await fromCluster(
          'staging',
          pathOf(object, `${app}-staging`),
        );
        expect(live.status, `${object.kind} ${object.metadata.name}`).toBe(200);
        if (object.kind === 'Deployment') {
          expect(imagesOf(live.body as KubernetesObject)).toEqual(
            imagesOf(object),
          );
        }
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
}

test('a request that is closed unmerged takes its preview with it', async () => {
  const app = 'http-closed';
  const guest = await BackstageClient.signInAsGuest();
  await guest.sendAndWait('basic-webapp', basicWebApp(app, 'Never merged'));
  await expect
    .poll(async () => (await guest.app(app))?.pullRequests[0]?.preview?.state)
    .toBe('live');
  const { number, preview } = (await guest.app(app))!.pullRequests[0];

  await closePullRequest(number);

  await expect
    .poll(async () => (await getPage(preview!.url!)).status)
    .toBe(404);
  await expect
    .poll(
      async () =>
        (
          await fromCluster('staging', `/api/v1/namespaces/${app}-pr-${number}`)
        ).status,
    )
    .toBe(404);
  await expect
    .poll(
      async () =>
        (
          await guest.app(app)
        )?.environments.filter(
          environment => environment.pullRequest === number,
        ).length ?? 0,
    )
    .toBe(0);
});

type KubernetesObject = {
  apiVersion: string;
  kind: string;
  metadata: { name: string };
  spec?: {
    template?: { spec?: { containers?: { image: string }[] } };
  };
};

function imagesOf(object: KubernetesObject): string[] {
  return (object.spec?.template?.spec?.containers ?? []).map(
    ({ image }) => image,
  );
}

/** Where a namespaced object stands in the Kubernetes API. */
function pathOf(object: KubernetesObject, namespace: string): string {
  const { apiVersion, kind, metadata } = object;
  const prefix = apiVersion.includes('/')
    ? `/apis/${apiVersion}`
    : `/api/${apiVersion}`;
  const plural = kind.endsWith('y')
    ? `${kind.slice(0, -1).toLowerCase()}ies`
    : kind.endsWith('s')
    ? `${kind.toLowerCase()}es`
    : `${kind.toLowerCase()}s`;
  return `${prefix}/namespaces/${namespace}/${plural}/${metadata.name}`;
}
