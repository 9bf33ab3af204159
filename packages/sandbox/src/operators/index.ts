export { startArgoCd } from './argocd';
export { startFlux } from './flux';
export type { OperatorOptions, RunningPart } from './options';
