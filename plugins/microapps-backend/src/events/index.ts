export { subscribeToForge } from './subscribeToForge';
export type { ForgeListener } from './subscribeToForge';
