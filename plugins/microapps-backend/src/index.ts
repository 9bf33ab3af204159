/**
 * Watches Argo CD, Flux, clusters and pull requests, and serves the status of
 * every micro-app.
 *
 * @packageDocumentation
 */
export { microAppsPlugin as default } from './plugin';
export {
  createMicroAppConditionalDecision,
  microAppConditions,
} from './permissions';
