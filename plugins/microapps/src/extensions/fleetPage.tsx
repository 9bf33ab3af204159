import { PageBlueprint } from '@backstage/frontend-plugin-api';
import AppsIcon from '@material-ui/icons/Apps';
import { fleetRouteRef } from '../routes';

/** `page:microapps`: every micro-app, a page at a time. */
export const fleetPage = PageBlueprint.make({
  params: {
    path: '/microapps',
    title: 'Micro-apps',
    icon: <AppsIcon fontSize="inherit" />,
    routeRef: fleetRouteRef,
    loader: () => import('../fleet').then(m => <m.FleetPage />),
  },
});
