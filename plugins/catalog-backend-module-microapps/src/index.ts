/**
 * Brings micro-apps and their templates from Git into Backstage's catalog.
 *
 * @packageDocumentation
 */
export { catalogModuleMicroApps as default } from './module';
