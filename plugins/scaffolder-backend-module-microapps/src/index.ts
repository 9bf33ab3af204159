/**
 * Scaffolder actions that turn answers into a pull request.
 *
 * @packageDocumentation
 */
export { microappsScaffolderModule as default } from './module';
export * from './actions';
