import { createFrontendPlugin } from '@backstage/frontend-plugin-api';
import AppsIcon from '@material-ui/icons/Apps';
import {
  fleetPage,
  microAppContent,
  microAppsApi,
  statusCard,
} from './extensions';
import { fleetRouteRef, microAppRouteRef, newMicroAppRouteRef } from './routes';

/** Pages and cards for micro-apps, for the new frontend system. */
export const microappsPlugin = createFrontendPlugin({
  pluginId: 'microapps',
  title: 'Micro-apps',
  icon: <AppsIcon fontSize="inherit" />,
  info: { packageJson: () => import('../package.json') },
  routes: { fleet: fleetRouteRef, microApp: microAppRouteRef },
  externalRoutes: { newMicroApp: newMicroAppRouteRef },
  extensions: [microAppsApi, fleetPage, microAppContent, statusCard],
});
