import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startApps } from '../apps';
import { startCi, type CiOptions } from '../ci';
import { startCluster } from '../cluster';
import { startForge } from '../forge';
import { startArgoCd, startFlux } from '../operators';
import type { Logger } from '../operators/logging/Logger';
import { freePort } from './checkPorts';
import { CLUSTER_KINDS, type ClusterName } from './clusterKinds';
import { createCredentials, type Credentials } from './credentials';
import { forgeUsers } from './forgeUsers';
import { readSeed } from './readSeed';
import { registerPortalHooks } from './registerPortalHooks';
import { PROJECT_ROOT, type Ports } from './settings';

/** How a sandbox is started within a process. */
export type SandboxOptions = {
  stateDir: string;
  /** Free ones when absent. */
  ports?: Partial<Ports>;
  /** Where webhooks for the portal go; nowhere when absent. */
  portalUrl?: string;
  /** Path of kustomize. */
  kustomize: string;
  /** Path of helm, where there is one. */
  helm?: string;
  /** The command with which the stand-in CI validates. */
  validate: CiOptions['validate'];
  /** The folder that holds `starter/` and `templates/`. */
  projectRoot?: string;
  /** Made anew when absent. */
  credentials?: Credentials;
  /** How long a container takes to become ready, in milliseconds. */
  readyDelayMs?: number;
  logger?: Logger;
};

/** A sandbox that runs in this process. */
export type RunningSandbox = {
  forge: { url: string };
  clusters: Record<ClusterName, { url: string }>;
  apps: { url: string };
  credentials: Credentials;
  stop(): Promise<void>;
};

/** Starts all parts of a sandbox in this process: for integration tests. */
export async function startSandbox(
  options: SandboxOptions,
): Promise<RunningSandbox> {
  const { stateDir, ports = {}, kustomize, helm, logger } = options;
  const credentials = options.credentials ?? createCredentials();
  await mkdir(stateDir, { recursive: true });
  const running: { stop(): Promise<void> }[] = [];
  const started = async <T extends { stop(): Promise<void> }>(
    starting: Promise<T>,
  ): Promise<T> => {
    const part = await starting;
    running.push(part);
    return part;
  };
  const stop = async () => {
    // What listens goes before what it listens to.
    for (const part of running.splice(0).reverse()) {
      await part.stop();
    }
  };

  try {
    // Chosen beforehand, for the repositories name their own address.
    const forgePort = ports.forge || (await freePort());
    const seed = await readSeed(
      options.projectRoot ?? PROJECT_ROOT,
      `http://localhost:${forgePort}`,
    );
    const forge = await started(
      startForge({
        stateDir: join(stateDir, 'forge'),
        port: forgePort,
        tokens: forgeUsers(credentials),
        seed,
      }),
    );
    const cluster = (name: ClusterName, token: string) =>
      started(
        startCluster({
          name,
          stateDir: join(stateDir, 'clusters', name),
          port: ports[name] ?? 0,
          tokens: [token],
          kinds: CLUSTER_KINDS[name],
          readyDelayMs: options.readyDelayMs,
        }),
      );
    const staging = await cluster('staging', credentials.stagingToken);
    const production = await cluster('production', credentials.productionToken);
    const access = {
      forge: { url: forge.url, token: credentials.forgeToken },
      staging: { url: staging.url, token: credentials.stagingToken },
      production: { url: production.url, token: credentials.productionToken },
    };
    const operator = (name: string) => ({
      forge: access.forge,
      workDir: join(stateDir, 'work', name),
      kustomize,
      helm,
      webhookPort: 0,
      logger,
    });
    const [, , , apps] = await Promise.all([
      started(startArgoCd({ ...operator('argocd'), cluster: access.staging })),
      started(startFlux({ ...operator('flux'), cluster: access.production })),
      started(
        startCi({
          forge: { url: forge.url, token: credentials.ciToken },
          workDir: join(stateDir, 'work', 'ci'),
          validate: options.validate,
          webhookPort: 0,
          logger,
        }),
      ),
      started(
        startApps({
          port: ports.apps ?? 0,
          clusters: [access.staging, access.production],
          logger,
        }),
      ),
    ]);
    if (options.portalUrl) {
      await registerPortalHooks({
        forge: access.forge,
        portalUrl: options.portalUrl,
        secret: credentials.webhookSecret,
      });
    }
    return {
      forge: { url: forge.url },
      clusters: {
        staging: { url: staging.url },
        production: { url: production.url },
      },
      apps: { url: apps.url },
      credentials,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
