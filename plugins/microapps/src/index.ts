/**
 * Pages and cards for micro-apps.
 *
 * @packageDocumentation
 */
export { microappsPlugin as default } from './plugin';
export { microAppsApiRef, type MicroAppsApi } from './api';
export { newMicroAppRouteRef, fleetRouteRef, microAppRouteRef } from './routes';
export { microappsTranslationRef } from './translation';
