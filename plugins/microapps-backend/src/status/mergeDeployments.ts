import type { Health, Sync } from '@microapps/plugin-microapps-common';
import type { DeploymentFact } from '@microapps/plugin-microapps-node';

const WORST_HEALTH_FIRST: Health[] = [
  'Degraded',
  'Unknown',
  'Missing',
  'Progressing',
  'Suspended',
  'Healthy',
];

const WORST_SYNC_FIRST: Sync[] = ['Unknown', 'OutOfSync', 'Synced'];

/**
 * One word from all operators' objects that deploy to one environment: with a
 * Helm template, Flux has a Kustomization and the HelmRelease that it applies.
 * The worst of them speaks; what it does not say is taken from the others.
 */
export function mergeDeployments(
  deployments: DeploymentFact[],
): DeploymentFact | undefined {
  const worstFirst = [...deployments].sort(
    (a, b) =>
      WORST_HEALTH_FIRST.indexOf(a.health) -
        WORST_HEALTH_FIRST.indexOf(b.health) ||
      WORST_SYNC_FIRST.indexOf(a.sync) - WORST_SYNC_FIRST.indexOf(b.sync),
  );
  const [worst] = worstFirst;
  if (!worst || worstFirst.length === 1) {
    return worst;
  }
  const dates = worstFirst.flatMap(
    ({ lastDeployedAt }) => lastDeployedAt ?? [],
  );
  return {
    ...worst,
    sync: WORST_SYNC_FIRST.find(sync =>
      worstFirst.some(deployment => deployment.sync === sync),
    )!,
    message: worstFirst.find(({ message }) => message)?.message,
    revision: worstFirst.find(({ revision }) => revision)?.revision,
    images: worstFirst.flatMap(({ images }) => images ?? []),
    urls: worstFirst.flatMap(({ urls }) => urls ?? []),
    lastDeployedAt: dates.sort().at(-1),
  };
}
