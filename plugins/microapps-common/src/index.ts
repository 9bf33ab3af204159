/**
 * The MicroApp document, its status, permissions and API client.
 * Isomorphic: no Node, no React.
 *
 * @packageDocumentation
 */
export * from './client';
export * from './constants';
export * from './microApp';
export * from './microAppTemplate';
export * from './permissions';
export * from './status';
