import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { MICRO_APP_TAB_PATH, microAppRouteRef } from '../routes';
import { isMicroApp } from './isMicroApp';

/** `entity-content:microapps`: the micro-app's page, a tab of its entity's page. */
export const microAppContent = EntityContentBlueprint.make({
  params: {
    path: MICRO_APP_TAB_PATH,
    title: 'Micro-app',
    filter: isMicroApp,
    routeRef: microAppRouteRef,
    loader: () => import('../microapp').then(m => <m.EntityMicroAppContent />),
  },
});
