/**
 * Observes Flux for the microapps backend.
 *
 * @packageDocumentation
 */
export { fluxModule as default } from './fluxModule';
