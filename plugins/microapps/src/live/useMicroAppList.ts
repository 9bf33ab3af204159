import { useApi } from '@backstage/frontend-plugin-api';
import type {
  AppList,
  ListAppsQuery,
} from '@microapps/plugin-microapps-common';
import { useCallback } from 'react';
import { microAppsApiRef } from '../api';
import { type Live, useLive } from './useLive';

/**
 * Whether a change of these micro-apps shows in the list. Where the list ends on this
 * screen an unknown name may be a new micro-app that belongs on it.
 */
export function listConcerns(apps: string[], list?: AppList): boolean {
  if (!list || list.nextCursor === undefined) {
    return true;
  }
  return list.items.some(item => apps.includes(item.name));
}

/**
 * One page of the fleet, moving by itself.
 *
 * @param query - keep it stable; a new object is a new question
 */
export function useMicroAppList(query: ListAppsQuery): Live<AppList> {
  const api = useApi(microAppsApiRef);
  const load = useCallback(() => api.listApps(query), [api, query]);
  return useLive(load, listConcerns);
}
