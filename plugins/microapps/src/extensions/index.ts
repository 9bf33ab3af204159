export * from './fleetPage';
export * from './microAppContent';
export * from './microAppsApi';
export * from './statusCard';
