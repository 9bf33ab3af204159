export * from './createInstanceAction';
export * from './Gatekeeper';
