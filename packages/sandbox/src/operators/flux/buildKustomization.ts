import type { SourceTree } from '../git/SourceTrees';
import {
  kubernetesObjectSchema,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import { buildSource } from '../kustomize/buildSource';
import type { KustomizationSpec } from './kustomizationSpec';
import { NotReady } from './NotReady';
import { prepareFluxObjects, substitute } from './prepareFluxObjects';

/** The label that names the Kustomization to which an object belongs. */
export const OWNER_NAME = 'kustomize.toolkit.fluxcd.io/name';

/** The label that names its namespace. */
export const OWNER_NAMESPACE = 'kustomize.toolkit.fluxcd.io/namespace';

/** What is built. */
export type KustomizationBuild = {
  /** The Kustomization. */
  object: KubernetesObject;
  spec: KustomizationSpec;
  tree: SourceTree;
  /** Path of kustomize. */
  kustomize: string;
};

/**
 * The objects that a Kustomization applies.
 *
 * @throws NotReady with kustomize's own words.
 */
export async function buildKustomization({
  object,
  spec,
  tree,
  kustomize,
}: KustomizationBuild): Promise<KubernetesObject[]> {
  const { name, namespace = '' } = object.metadata;
  try {
    const { objects } = await buildSource({
      tree,
      path: spec.path,
      // Flux builds no charts in a kustomization: that is what HelmReleases are for.
      tools: { kustomize },
      withoutKustomization: 'generate',
      additions: {
        namespace: spec.targetNamespace,
        namePrefix: spec.namePrefix,
        nameSuffix: spec.nameSuffix,
        images: spec.images,
        patches: spec.patches,
        components: spec.components,
      },
    });
    return prepareFluxObjects(
      substituted(objects, spec.postBuild?.substitute),
      {
        annotations: spec.commonMetadata?.annotations,
        labels: {
          ...spec.commonMetadata?.labels,
          [OWNER_NAME]: name,
          [OWNER_NAMESPACE]: namespace,
        },
      },
      spec.targetNamespace ?? namespace,
    );
  } catch (error) {
    throw new NotReady(
      'BuildFailed',
      `kustomize build failed: ${(error as Error).message}`,
    );
  }
}

function substituted(
  objects: KubernetesObject[],
  values: Record<string, string> | undefined,
): KubernetesObject[] {
  return values
    ? objects.map(object =>
        kubernetesObjectSchema.parse(
          JSON.parse(substitute(JSON.stringify(object), values)),
        ),
      )
    : objects;
}
