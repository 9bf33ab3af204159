export { startCluster } from './startCluster';
export type { RunningCluster, StartClusterOptions } from './startCluster';
export type { KindDefinition } from './kinds/customKind';
export {
  ARGO_CD_KINDS,
  ARGO_ROLLOUTS_KINDS,
  COMMON_KINDS,
  FLUX_KINDS,
  POLICY_KINDS,
} from './kinds/operatorKinds';
export type { Faults, FaultRule } from './http/faults';
