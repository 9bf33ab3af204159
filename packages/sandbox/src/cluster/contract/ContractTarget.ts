/** Where a Kubernetes API is, for the contract tests. */
export type ContractTarget = { url: string; token: string };

/** Gives the target; called when tests run, not when they are declared. */
export type TargetProvider = () => ContractTarget;
