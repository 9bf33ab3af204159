/* eslint jest/no-standalone-expect: ["error", { "additionalTestBlockFunctions": ["itWithHelm"] }] */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Octokit } from '@octokit/rest';
import { stringify } from 'yaml';
import { KubernetesClient } from '../operators/kubernetes/KubernetesClient';
import { createLogger, silentLogger } from '../operators/logging/Logger';
import { PROJECT_ROOT } from './settings';
import { startSandbox, type RunningSandbox } from './startSandbox';
import { canTest, isInstalled } from '../__testUtils__/onlyWith';

const OWNER = 'acme';
const REPO = 'microapps';
const repository = { owner: OWNER, repo: REPO };

const describeWithKustomize = canTest('the sandbox is', 'kustomize')
  ? describe
  : describe.skip;

const itWithHelm = canTest('a template with a Helm chart is', 'helm')
  ? it
  : it.skip;

/** The files of an instance whose template is a Helm chart. */
function chartInstance(app: string): Record<string, string> {
  return {
    'values.yaml': stringify({
      apiVersion: 'microapps.dev/v1alpha1',
      kind: 'MicroApp',
      metadata: {
        name: app,
        annotations: { 'config.kubernetes.io/local-config': 'true' },
      },
      spec: {
        template: 'web-api',
        title: `All about ${app}`,
        owner: 'group:default/marketing',
        contact: 'events@acme.example',
        costCenter: 'CC-1234',
        visibility: 'internal',
        paused: false,
        parameters: {
          image: 'ghcr.io/acme/prices:3.1.0',
          size: 'small',
          replicas: 1,
          healthPath: '/healthz',
        },
      },
    }),
    'kustomization.yaml': stringify({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      resources: ['values.yaml'],
      helmGlobals: { chartHome: '../../templates/web-api' },
      helmCharts: [
        { name: 'chart', releaseName: app, valuesFile: 'values.yaml' },
      ],
      components: ['../../templates/_guardrails'],
    }),
  };
}

/** The files of an instance like one that lives already. */
async function siteInstance(app: string): Promise<Record<string, string>> {
  const folder = join(PROJECT_ROOT, 'starter/microapps/instances/press-kit');
  const read = async (file: string) =>
    (await readFile(join(folder, file), 'utf8'))
      .replaceAll('press-kit', app)
      .replaceAll('Press kit', `All about ${app}`);
  return {
    'values.yaml': await read('values.yaml'),
    'kustomization.yaml': await read('kustomization.yaml'),
  };
}

/** Asks until a check holds; the error of the last attempt tells why not. */
async function eventually<T>(check: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await pause(50);
    }
  }
}

/** What a browser gets at `http://<host>` through the pages' port. */
function browse(
  url: string,
  host: string,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    request(url, { headers: { host } }, response => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', chunk => {
        text += chunk;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text }),
      );
    })
      .once('error', reject)
      .end();
  });
}

describeWithKustomize('the sandbox', () => {
  let stateDir: string;
  let sandbox: RunningSandbox;
  let octokit: Octokit;
  let staging: KubernetesClient;
  let production: KubernetesClient;

  const application = (name: string) =>
    staging.get({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Application',
      namespace: 'argocd',
      name,
    });
  const namespace = (name: string) =>
    staging.get({ apiVersion: 'v1', kind: 'Namespace', name });

  const expectHealthy = (name: string) =>
    eventually(async () => {
      const found = await application(name);
      expect(found?.status).toMatchObject({
        sync: { status: 'Synced' },
        health: { status: 'Healthy' },
        operationState: { phase: 'Succeeded' },
      });
      return found!;
    });

  /** A request for a micro-app, as the portal makes it. */
  const openPullRequest = async (
    app: string,
    files?: Record<string, string>,
  ) => {
    const base = await octokit.git.getRef({ ...repository, ref: 'heads/main' });
    const tree = await octokit.git.createTree({
      ...repository,
      base_tree: base.data.object.sha,
      tree: Object.entries(files ?? (await siteInstance(app))).map(
        ([file, content]) => ({
          path: `instances/${app}/${file}`,
          mode: '100644' as const,
          type: 'blob' as const,
          content,
        }),
      ),
    });
    const commit = await octokit.git.createCommit({
      ...repository,
      message: `Add ${app}`,
      tree: tree.data.sha,
      parents: [base.data.object.sha],
    });
    await octokit.git.createRef({
      ...repository,
      ref: `refs/heads/feature/${app}`,
      sha: commit.data.sha,
    });
    const pull = await octokit.pulls.create({
      ...repository,
      title: `Add ${app}`,
      head: `feature/${app}`,
      base: 'main',
    });
    return { number: pull.data.number, sha: commit.data.sha };
  };

  const expectPreview = async (app: string, number: number) => {
    const preview = `${app}-pr-${number}`;
    await expectHealthy(preview);
    expect((await namespace(preview))?.metadata.labels).toMatchObject({
      'microapps.dev/app': app,
      'microapps.dev/environment': 'preview',
      'microapps.dev/pull-request': String(number),
    });
    const page = await browse(sandbox.apps.url, `${preview}.localhost`);
    expect(page.status).toBe(200);
    expect(page.text).toContain(`All about ${app}`);
    return preview;
  };

  const expectGone = async (preview: string) => {
    await eventually(async () => {
      expect(await application(preview)).toBeUndefined();
      expect(await namespace(preview)).toBeUndefined();
    });
    const page = await browse(sandbox.apps.url, `${preview}.localhost`);
    expect(page.status).toBe(404);
  };

  beforeAll(async () => {
    stateDir = await mkdtemp(join(tmpdir(), 'sandbox-'));
    sandbox = await startSandbox({
      stateDir,
      kustomize: 'kustomize',
      helm: isInstalled('helm') ? 'helm' : undefined,
      readyDelayMs: 100,
      logger: process.env.SANDBOX_TEST_LOG
        ? createLogger('sandbox')
        : silentLogger,
      validate: {
        command: process.execPath,
        args: [
          '-e',
          'if (require("fs").existsSync(process.argv[1] + "/instances/broken")) { console.log("instances/broken/values.yaml:3:1: no cost center"); process.exit(1); }',
        ],
      },
    });
    const { credentials, forge, clusters } = sandbox;
    octokit = new Octokit({
      auth: credentials.forgeToken,
      baseUrl: `${forge.url}/api/v3`,
    });
    const fieldManager = 'test';
    staging = KubernetesClient.create({
      url: clusters.staging.url,
      token: credentials.stagingToken,
      fieldManager,
    });
    production = KubernetesClient.create({
      url: clusters.production.url,
      token: credentials.productionToken,
      fieldManager,
    });
  }, 60_000);

  afterAll(async () => {
    await sandbox?.stop();
    await rm(stateDir, { recursive: true, force: true });
  }, 30_000);

  it.each(['press-kit', 'lunch-planner'])(
    'has %s in staging and in production',
    async app => {
      const found = await expectHealthy(`${app}-staging`);
      expect(found.status).toMatchObject({
        summary: { externalURLs: [`https://${app}.staging.localhost/`] },
      });
      await eventually(async () => {
        const kustomization = await production.get({
          apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
          kind: 'Kustomization',
          namespace: 'flux-system',
          name: `${app}-production`,
        });
        expect(kustomization?.status).toMatchObject({
          conditions: [{ type: 'Ready', status: 'True' }],
          lastAppliedRevision: expect.stringMatching(
            /^main@sha1:[0-9a-f]{40}$/,
          ),
        });
      });
      for (const domain of ['staging.localhost', 'apps.localhost']) {
        const page = await browse(sandbox.apps.url, `${app}.${domain}`);
        expect(page.status).toBe(200);
      }
    },
    60_000,
  );

  it('shows a request as a preview, and makes it live when it is merged', async () => {
    const { number, sha } = await openPullRequest('spring-signup');
    const preview = await expectPreview('spring-signup', number);
    await eventually(async () => {
      const checks = await octokit.checks.listForRef({
        ...repository,
        ref: sha,
      });
      expect(checks.data.check_runs).toMatchObject([
        { name: 'validate', status: 'completed', conclusion: 'success' },
      ]);
    });

    const merged = await octokit.pulls.merge({
      ...repository,
      pull_number: number,
    });
    const live = await expectHealthy('spring-signup-staging');
    expect(live.status).toMatchObject({ sync: { revision: merged.data.sha } });
    await expectGone(preview);
  }, 60_000);

  it('takes a preview away when its request is closed', async () => {
    expect.hasAssertions();
    const { number } = await openPullRequest('winter-party');
    const preview = await expectPreview('winter-party', number);
    await octokit.pulls.update({
      ...repository,
      pull_number: number,
      state: 'closed',
    });
    await expectGone(preview);
  }, 60_000);

  itWithHelm(
    'builds a preview from a Helm chart too',
    async () => {
      const { number } = await openPullRequest(
        'prices',
        chartInstance('prices'),
      );
      await expectPreview('prices', number);
      const deployment = await staging.get({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: `prices-pr-${number}`,
        name: 'app',
      });
      expect(deployment?.metadata.labels).toMatchObject({
        'microapps.dev/app': 'prices',
      });
    },
    60_000,
  );

  it('says on the request what needs a fix', async () => {
    const { sha } = await openPullRequest('broken');
    await eventually(async () => {
      const checks = await octokit.checks.listForRef({
        ...repository,
        ref: sha,
      });
      expect(checks.data.check_runs).toMatchObject([
        {
          conclusion: 'failure',
          output: {
            title: 'Something needs a fix',
            summary: '- instances/broken/values.yaml, line 3: no cost center',
            annotations_count: 1,
          },
        },
      ]);
    });
  }, 60_000);

  it('puts back what someone changes by hand', async () => {
    const deployment = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'lunch-planner-staging',
      name: 'app',
    };
    await expectHealthy('lunch-planner-staging');
    await staging.mergePatch(deployment, { spec: { replicas: 7 } });
    await eventually(async () => {
      const found = await staging.get(deployment);
      expect(found?.spec).toMatchObject({ replicas: 2 });
    });
  }, 60_000);
});
