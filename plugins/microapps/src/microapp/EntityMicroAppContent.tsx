import { useEntity } from '@backstage/plugin-catalog-react';
import { microAppNameOf } from './microAppNameOf';
import { MicroAppPage } from './MicroAppPage';

/** The micro-app's page for the entity that the tab belongs to. */
export const EntityMicroAppContent = () => {
  const name = microAppNameOf(useEntity().entity);
  return <MicroAppPage key={name} name={name} />;
};
