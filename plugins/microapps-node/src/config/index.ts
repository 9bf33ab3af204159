export * from './firstEnvironment';
export * from './MicroAppsConfig';
export * from './readMicroAppsConfig';
export * from './parseRepositoryUrl';
