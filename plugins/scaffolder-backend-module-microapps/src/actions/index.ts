export * from './createInstanceAction';
