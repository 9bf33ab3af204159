export { startApps } from './startApps';
export type { AppsOptions } from './startApps';
