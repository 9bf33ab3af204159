import { join } from 'node:path';
import type { OperatorOptions } from '../operators';
import type { ClusterName } from './clusterKinds';
import type { PartContext } from './runPart';

/** What a stand-in operator takes when it runs as a process of its own. */
export function operatorOptions(
  { settings, credentials }: PartContext,
  name: string,
  cluster: ClusterName,
): OperatorOptions {
  return {
    forge: {
      url: `http://localhost:${settings.ports.forge}`,
      token: credentials.forgeToken,
    },
    cluster: {
      url: `http://localhost:${settings.ports[cluster]}`,
      token: credentials[`${cluster}Token`],
    },
    workDir: join(settings.stateDir, 'work', name),
    kustomize: settings.kustomize,
    helm: settings.helm,
    webhookPort: 0,
  };
}
