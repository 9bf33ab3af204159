import { resourceOf } from '../kubernetes/resourceOf';

const SOURCE_API = 'source.toolkit.fluxcd.io/v1';
const KUSTOMIZE_API = 'kustomize.toolkit.fluxcd.io/v1';
const HELM_API = 'helm.toolkit.fluxcd.io/v2';
const OPERATOR_API = 'fluxcd.controlplane.io/v1';

/** Where Flux lives. */
export const FLUX_NAMESPACE = 'flux-system';

/** GitRepositories. */
export const GIT_REPOSITORIES = resourceOf(SOURCE_API, 'GitRepository');
/** Flux's Kustomizations. */
export const KUSTOMIZATIONS = resourceOf(KUSTOMIZE_API, 'Kustomization');
/** HelmReleases. */
export const HELM_RELEASES = resourceOf(HELM_API, 'HelmRelease');
/** ResourceSets. */
export const RESOURCE_SETS = resourceOf(OPERATOR_API, 'ResourceSet');
/** What ResourceSets take their inputs from. */
export const INPUT_PROVIDERS = resourceOf(
  OPERATOR_API,
  'ResourceSetInputProvider',
);

/** Asks for a reconciliation now. */
export const REQUESTED_ANNOTATION = 'reconcile.fluxcd.io/requestedAt';

/** Deletes what was applied before its owner goes. */
export const FLUX_FINALIZER = 'finalizers.fluxcd.io';
