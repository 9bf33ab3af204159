import {
  createExternalRouteRef,
  createRouteRef,
} from '@backstage/frontend-plugin-api';

/** The fleet page. */
export const fleetRouteRef = createRouteRef();

/** A micro-app's page, a tab of its entity's page. */
export const microAppRouteRef = createRouteRef();

/** Where a new micro-app is asked for; the scaffolder unless the app binds another page. */
export const newMicroAppRouteRef = createExternalRouteRef({
  defaultTarget: 'scaffolder.root',
});

/** The tab of the entity's page that holds the micro-app's page. */
export const MICRO_APP_TAB_PATH = '/microapp';
