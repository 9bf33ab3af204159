import type { GitMirror } from '../git/GitMirror';
import type { SourceTrees } from '../git/SourceTrees';
import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import { groupOf, type KubernetesObject } from '../kubernetes/KubernetesObject';
import { buildSource } from '../kustomize/buildSource';
import { FLUX_NAMESPACE } from './fluxKinds';
import { prepareFluxObjects } from './prepareFluxObjects';

const GROUPS = [
  'source.toolkit.fluxcd.io',
  'kustomize.toolkit.fluxcd.io',
  'fluxcd.controlplane.io',
];

/** The objects of Flux's own kinds: the rest of a bootstrap is its installation. */
function isDefinition(object: KubernetesObject): boolean {
  return (
    GROUPS.includes(groupOf(object.apiVersion)) &&
    // Flux itself: the stand-in is it.
    object.kind !== 'FluxInstance'
  );
}

/**
 * Applies the folder with which an SRE bootstraps Flux, as
 * `kubectl apply -k flux` would.
 */
export async function bootstrapFlux(options: {
  client: KubernetesClient;
  mirror: GitMirror;
  trees: SourceTrees;
  url: string;
  kustomize: string;
}): Promise<void> {
  const { client, mirror, trees, url, kustomize } = options;
  await client.ensure({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: FLUX_NAMESPACE },
  });
  await mirror.fetch();
  const commit = await mirror.resolve('HEAD');
  const built = await buildSource({
    tree: await trees.get({ mirror, url, commit }),
    path: 'flux',
    additions: {},
    tools: { kustomize },
    withoutKustomization: 'plain',
  });
  const objects = prepareFluxObjects(
    built.objects.filter(isDefinition),
    {},
    FLUX_NAMESPACE,
  );
  for (const object of objects) {
    await client.apply(object);
  }
}
