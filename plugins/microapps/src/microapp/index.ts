export * from './EntityMicroAppContent';
export * from './EntityStatusCard';
