import type { KubernetesClient } from '../kubernetes/KubernetesClient';
import type { KubernetesObject } from '../kubernetes/KubernetesObject';
import { resourceOf } from '../kubernetes/resourceOf';
import { ARGO_API, ARGO_NAMESPACE } from './argoKinds';
import type { ManifestSource } from './ManifestSource';
import { sourceSchema } from './schemas';
import { syncOrder } from './syncOrder';

/** What installing Argo CD leaves in a cluster besides its kinds. */
export async function installArgoCd(client: KubernetesClient): Promise<void> {
  await client.ensure({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: ARGO_NAMESPACE },
  });
  await client.ensure({
    apiVersion: ARGO_API,
    kind: 'AppProject',
    metadata: { name: 'default', namespace: ARGO_NAMESPACE },
    spec: {
      sourceRepos: ['*'],
      destinations: [{ server: '*', namespace: '*' }],
      clusterResourceWhitelist: [{ group: '*', kind: '*' }],
    },
  });
}

/** The objects of Argo CD's own kinds: the rest of a bootstrap is its installation. */
function isDefinition(object: KubernetesObject): boolean {
  return object.apiVersion === ARGO_API;
}

/**
 * Applies the folder with which an SRE bootstraps Argo CD, as
 * `kubectl apply -k argocd` would.
 *
 * @returns what was applied.
 */
export async function bootstrapArgoCd(options: {
  client: KubernetesClient;
  source: ManifestSource;
  repoURL: string;
  path: string;
}): Promise<KubernetesObject[]> {
  const { client, source, repoURL, path } = options;
  await source.fetch(repoURL);
  const commit = await source.resolve(repoURL, 'HEAD');
  const built = await source.build(
    sourceSchema.parse({ repoURL, path }),
    commit,
  );
  const objects = syncOrder(built.objects.filter(isDefinition));
  for (const object of objects) {
    const { namespaced } = resourceOf(object.apiVersion, object.kind);
    const namespace = object.metadata.namespace ?? ARGO_NAMESPACE;
    await client.apply({
      ...object,
      metadata: { ...object.metadata, ...(namespaced ? { namespace } : {}) },
    });
  }
  return objects;
}
