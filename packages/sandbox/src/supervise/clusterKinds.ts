import {
  ARGO_CD_KINDS,
  ARGO_ROLLOUTS_KINDS,
  COMMON_KINDS,
  FLUX_KINDS,
  POLICY_KINDS,
  type KindDefinition,
} from '../cluster';

/** The sandbox's clusters, in the order of promotion. */
export const CLUSTER_NAMES = ['staging', 'production'] as const;

/** One of the sandbox's clusters. */
export type ClusterName = (typeof CLUSTER_NAMES)[number];

const SHARED = [...POLICY_KINDS, ...ARGO_ROLLOUTS_KINDS, ...COMMON_KINDS];

/** What is installed in each cluster. */
export const CLUSTER_KINDS: Record<ClusterName, KindDefinition[]> = {
  staging: [...ARGO_CD_KINDS, ...SHARED],
  production: [...FLUX_KINDS, ...SHARED],
};
