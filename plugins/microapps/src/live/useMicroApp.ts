import { useApi } from '@backstage/frontend-plugin-api';
import type { MicroAppStatus } from '@microapps/plugin-microapps-common';
import { useCallback } from 'react';
import { microAppsApiRef } from '../api';
import { type Live, useLive } from './useLive';

/** The status of one micro-app, moving by itself. */
export function useMicroApp(name: string): Live<MicroAppStatus> {
  const api = useApi(microAppsApiRef);
  const load = useCallback(() => api.getApp(name), [api, name]);
  const concerns = useCallback((apps: string[]) => apps.includes(name), [name]);
  return useLive(load, concerns);
}
