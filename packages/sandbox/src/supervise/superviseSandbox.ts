import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkPorts } from './checkPorts';
import { ChildPart } from './ChildPart';
import { readCredentials } from './credentials';
import { registerPortalHooks } from './registerPortalHooks';
import type { Settings } from './settings';
import { SOURCE_TRANSFORM } from './validateCommand';

/** What supervising takes. */
export type SuperviseOptions = {
  settings: Settings;
  /** Told of each step, in one line. */
  say: (line: string) => void;
};

type PartDefinition = { name: string; script: string; args?: string[] };

// Each group is started when the one before it is ready.
const GROUPS: PartDefinition[][] = [
  [
    { name: 'forge', script: 'forge' },
    { name: 'staging', script: 'cluster', args: ['staging'] },
    { name: 'production', script: 'cluster', args: ['production'] },
  ],
  [
    { name: 'argocd', script: 'argocd' },
    { name: 'flux', script: 'flux' },
    { name: 'ci', script: 'ci' },
    { name: 'apps', script: 'apps' },
  ],
];

const TITLES: Record<string, string> = {
  forge: 'Forge',
  staging: 'Staging cluster',
  production: 'Production cluster',
  argocd: 'Argo CD stand-in',
  flux: 'Flux stand-in',
  ci: 'CI stand-in',
  apps: "Micro-apps' pages",
};

/**
 * Starts every part of the sandbox in a process of its own and keeps it
 * running.
 *
 * @returns as soon as it can be stopped; `ready` settles when all of it is.
 * @throws Error with one sentence when a port is in use.
 */
export async function superviseSandbox({
  settings,
  say,
}: SuperviseOptions): Promise<{ ready: Promise<void>; stop(): Promise<void> }> {
  await checkPorts(settings.ports);
  const credentials = await readCredentials(settings.stateDir);
  const logs = join(settings.stateDir, 'logs');
  await mkdir(logs, { recursive: true });
  const parts: ChildPart[] = [];
  let stopped = false;

  const start = ({ name, script, args = [] }: PartDefinition): ChildPart => {
    const part = ChildPart.start({
      name,
      command: process.execPath,
      args: [
        ...SOURCE_TRANSFORM,
        join(settings.projectRoot, 'packages/sandbox/src/bin', `${script}.ts`),
        ...args,
      ],
      cwd: settings.projectRoot,
      env: environmentOf(settings),
      logFile: join(logs, `${name}.log`),
      onRestart: (_, delay) =>
        say(`${TITLES[name]} ended and is started again in ${delay / 1000} s`),
    });
    parts.push(part);
    return part;
  };

  const startAll = async () => {
    for (const group of GROUPS) {
      if (stopped) {
        return;
      }
      await Promise.all(
        group.map(async definition => {
          const url = await start(definition).ready;
          say(`${TITLES[definition.name]} ready: ${url}`);
        }),
      );
    }
    await registerPortalHooks({
      forge: {
        url: `http://localhost:${settings.ports.forge}`,
        token: credentials.forgeToken,
      },
      portalUrl: settings.portalUrl,
      secret: credentials.webhookSecret,
    });
    say('Sandbox ready');
  };

  const stop = async () => {
    stopped = true;
    await Promise.all(parts.map(part => part.stop()));
  };
  const ready = startAll().catch(async error => {
    if (!stopped) {
      await stop();
      throw error;
    }
  });
  return { ready, stop };
}

/** The settings as the parts read them. */
function environmentOf(settings: Settings): Record<string, string | undefined> {
  const { ports } = settings;
  return {
    ...process.env,
    SANDBOX_STATE: settings.stateDir,
    FORGE_PORT: String(ports.forge),
    STAGING_PORT: String(ports.staging),
    PRODUCTION_PORT: String(ports.production),
    APPS_PORT: String(ports.apps),
    PORTAL_URL: settings.portalUrl,
    KUSTOMIZE: settings.kustomize,
    HELM: settings.helm,
  };
}
