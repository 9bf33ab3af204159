export * from './Journey';
export * from './lanesOf';
