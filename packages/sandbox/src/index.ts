/**
 * A forge, two clusters and stand-in operators on loopback.
 *
 * @packageDocumentation
 */
export * from './apps';
export * from './ci';
export * from './cluster';
export * from './forge';
export * from './operators';
export * from './supervise';
