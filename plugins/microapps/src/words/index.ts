export * from './address';
export * from './imageVersion';
export * from './looks';
export * from './reasonOf';
export * from './tone';
