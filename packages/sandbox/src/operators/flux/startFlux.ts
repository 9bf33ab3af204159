import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ForgeClient } from '../forge/ForgeClient';
import { GitMirrors } from '../git/GitMirrors';
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
import { bootstrapFlux } from './bootstrap';
import { GitRepositoryController } from './GitRepositoryController';
import { KustomizationController } from './KustomizationController';
import { ResourceSetController } from './ResourceSetController';

/**
 * Starts the stand-in for Flux and its operator: bootstraps itself from the
 * platform repository, and then keeps the cluster as Git says.
 */
export async function startFlux(
  options: OperatorOptions & { logger?: Logger },
): Promise<RunningPart> {
  const { forge, workDir, kustomize } = options;
  const logger = options.logger ?? createLogger('flux');
  await rm(workDir, { recursive: true, force: true });
  const client = (fieldManager: string) =>
    KubernetesClient.create({ ...options.cluster, fieldManager });
  const mirrors = GitMirrors.create({
    directory: join(workDir, 'repos'),
    forge,
  });
  const trees = SourceTrees.create(join(workDir, 'trees'));
  const forgeClient = ForgeClient.create(forge);

  const sources = GitRepositoryController.start({
    client: client('source-controller'),
    logger,
    mirrors,
    trees,
    pollInterval: options.pollInterval ?? POLL_INTERVAL,
  });
  const kustomizations: KustomizationController = KustomizationController.start(
    {
      client: client('kustomize-controller'),
      logger,
      kustomize,
      artifact: key => sources.artifact(key),
      isPending: key => sources.isPending(key),
      sourcesReady: sources.ready,
    },
  );
  sources.onArtifact = key => kustomizations.sourceChanged(key);
  const sets = ResourceSetController.start({
    client: client('flux-operator'),
    logger,
  });

  const [platform] = repositoriesOf(options.organization);
  const bootstrap = WorkQueue.create({
    logger,
    reconcile: () =>
      bootstrapFlux({
        client: client('flux'),
        mirror: mirrors.get(`${forge.url}/${platform}`),
        url: `${forge.url}/${platform}`,
        trees,
        kustomize,
      }),
  });
  const listening = await listenToForge({
    forge: forgeClient,
    part: 'flux',
    repositories: repositoriesOf(options.organization),
    events: ['push'],
    port: options.webhookPort,
    path: '/hook',
    logger,
    onEvent: ({ repository }) =>
      sources.refresh(`/${repository.toLowerCase()}`),
  });
  await Promise.all([
    sources.ready,
    kustomizations.ready,
    sets.ready,
    listening.ready,
  ]);
  bootstrap.add('platform');

  return {
    url: listening.url,
    async stop() {
      await listening.stop();
      await bootstrap.stop();
      await sources.stop();
      await sets.stop();
      await kustomizations.stop();
    },
  };
}
