import { useEntity } from '@backstage/plugin-catalog-react';
import { microAppNameOf } from './microAppNameOf';
import { StatusCard } from './StatusCard';

/** The status card for the entity that the overview belongs to. */
export const EntityStatusCard = () => {
  const name = microAppNameOf(useEntity().entity);
  return <StatusCard key={name} name={name} />;
};
