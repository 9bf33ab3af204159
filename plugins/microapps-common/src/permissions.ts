import { createPermission } from '@backstage/plugin-permission-common';

/** The resource type of a micro-app in Backstage's permission framework. */
export const RESOURCE_TYPE_MICRO_APP = 'micro-app';

/** Allows to see a micro-app's status. Conditions go by its owner. */
export const microAppReadPermission = createPermission({
  name: 'microapps.app.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_MICRO_APP,
});

/** Allows to see what is watched and how fresh it is. */
export const sourcesReadPermission = createPermission({
  name: 'microapps.sources.read',
  attributes: { action: 'read' },
});

/** Allows to send a request for a new micro-app. */
export const microAppCreatePermission = createPermission({
  name: 'microapps.app.create',
  attributes: { action: 'create' },
});

/** Every permission of this suite. */
export const microAppsPermissions = [
  microAppReadPermission,
  sourcesReadPermission,
  microAppCreatePermission,
];
