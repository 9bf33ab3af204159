/**
 * The domain of micro-apps on Node: layout in Git, GitHub, rendering, and the
 * extension points through which modules join.
 *
 * @packageDocumentation
 */
export * from './config';
export * from './github';
export * from './layout';
export * from './observe';
export * from './render';
export * from './repositories';
