import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_MICRO_APP } from '@microapps/plugin-microapps-common';

/** What a permission rule may go by. */
export type MicroAppResource = {
  /** The owner's entity ref. */
  owner: string;
};

/** A rule as a filter of the fleet. */
export type MicroAppFilter = {
  /** Entity refs in lower case. */
  owners: string[];
};

/** A micro-app in Backstage's permission framework; its ref is its name. */
export const microAppResourceRef = createPermissionResourceRef<
  MicroAppResource,
  MicroAppFilter
>().with({ pluginId: 'microapps', resourceType: RESOURCE_TYPE_MICRO_APP });
