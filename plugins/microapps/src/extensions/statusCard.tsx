import { EntityCardBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { isMicroApp } from './isMicroApp';

/** `entity-card:microapps/status`: how the micro-app is, in short, for the overview. */
export const statusCard = EntityCardBlueprint.make({
  name: 'status',
  params: {
    filter: isMicroApp,
    type: 'content',
    loader: () => import('../microapp').then(m => <m.EntityStatusCard />),
  },
});
