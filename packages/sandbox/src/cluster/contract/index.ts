export type { ContractTarget, TargetProvider } from './ContractTarget';
export { kubernetesContract } from './kubernetesContract';
