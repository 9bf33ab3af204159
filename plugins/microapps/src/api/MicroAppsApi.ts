import { createApiRef } from '@backstage/frontend-plugin-api';
import type {
  AppList,
  ListAppsQuery,
  MicroAppStatus,
} from '@microapps/plugin-microapps-common';

/** What the screens ask the backend. */
export interface MicroAppsApi {
  /** One page of the fleet. */
  listApps(query?: ListAppsQuery): Promise<AppList>;
  /** The status of one micro-app; rejects with a NotFoundError for an unknown one. */
  getApp(name: string): Promise<MicroAppStatus>;
}

/** The way to the micro-apps' backend. */
export const microAppsApiRef = createApiRef<MicroAppsApi>({
  id: 'plugin.microapps.client',
});
