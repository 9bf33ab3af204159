export * from './problemOf';
export type { Live } from './useLive';
export * from './useMicroApp';
export * from './useMicroAppList';
