/**
 * Observes Argo CD for the microapps backend.
 *
 * @packageDocumentation
 */
export { argoCdModule as default } from './argoCdModule';
