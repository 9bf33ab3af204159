import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ForgeClient } from '../forge/ForgeClient';
import { GitMirrors, repositoryKey } from '../git/GitMirrors';
import { SourceTrees } from '../git/SourceTrees';
import { KubernetesClient } from '../kubernetes/KubernetesClient';
import { createLogger, type Logger } from '../logging/Logger';
import {
  POLL_INTERVAL,
  repositoriesOf,
  type OperatorOptions,
  type RunningPart,
} from '../options';
import { WorkQueue } from '../queue/WorkQueue';
import { listenToForge } from '../webhooks/listenToForge';
import { ApplicationController } from './ApplicationController';
import { ApplicationSetController } from './ApplicationSetController';
import { bootstrapArgoCd, installArgoCd } from './bootstrap';
import { ManifestSource } from './ManifestSource';

/**
 * Starts the stand-in for Argo CD: bootstraps itself from the platform
 * repository, and then keeps the cluster as Git says.
 */
export async function startArgoCd(
  options: OperatorOptions & { logger?: Logger },
): Promise<RunningPart> {
  const { forge, workDir, kustomize, helm } = options;
  const logger = options.logger ?? createLogger('argocd');
  await rm(workDir, { recursive: true, force: true });
  const client = KubernetesClient.create({
    ...options.cluster,
    fieldManager: 'argocd-controller',
  });
  const source = ManifestSource.create({
    mirrors: GitMirrors.create({ directory: join(workDir, 'repos'), forge }),
    trees: SourceTrees.create(join(workDir, 'trees')),
    tools: { kustomize, helm, charts: true },
  });
  const forgeClient = ForgeClient.create(forge);
  await installArgoCd(client);

  const applications = ApplicationController.start({ client, source, logger });
  const sets = ApplicationSetController.start({
    client,
    logger,
    applications: applications.applications,
    sources: {
      listFiles: (url, revision) => source.listFiles(url, revision),
      readFile: (url, revision, path) => source.readFile(url, revision, path),
      listPullRequests: ({ owner, repo }) =>
        forgeClient.listOpenPullRequests(`${owner}/${repo}`),
    },
  });

  applications.onApplication = application =>
    sets.applicationChanged(application);

  const [platform] = repositoriesOf(options.organization);
  const platformUrl = `${forge.url}/${platform}`;
  const repositories = WorkQueue.create({
    logger,
    concurrency: 2,
    reconcile: async url => {
      if (repositoryKey(url) === repositoryKey(platformUrl)) {
        await bootstrapArgoCd({ client, source, repoURL: url, path: 'argocd' });
      } else {
        await source.fetch(url);
      }
      sets.refresh();
      applications.refresh();
    },
  });

  const listening = await listenToForge({
    forge: forgeClient,
    part: 'argocd',
    repositories: repositoriesOf(options.organization),
    events: ['push', 'pull_request'],
    port: options.webhookPort,
    path: '/api/webhook',
    logger,
    onEvent: ({ repository }) => {
      const ending = `/${repository.toLowerCase()}`;
      const known = source.repositories.find(url =>
        repositoryKey(url).endsWith(ending),
      );
      if (known) {
        repositories.add(known);
      }
    },
  });
  const poll = setInterval(
    () => source.repositories.forEach(url => repositories.add(url)),
    options.pollInterval ?? POLL_INTERVAL,
  );
  await Promise.all([applications.ready, sets.ready, listening.ready]);
  repositories.add(platformUrl);

  return {
    url: listening.url,
    async stop() {
      clearInterval(poll);
      await listening.stop();
      await repositories.stop();
      await sets.stop();
      await applications.stop();
    },
  };
}
