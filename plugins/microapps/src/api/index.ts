export * from './MicroAppsApi';
