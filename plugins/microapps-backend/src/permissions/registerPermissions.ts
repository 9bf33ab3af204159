import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  microAppCreatePermission,
  microAppReadPermission,
  sourcesReadPermission,
} from '@microapps/plugin-microapps-common';
import type { FleetStore } from '../store';
import { microAppResourceRef } from './microAppResourceRef';
import { microAppRules } from './rules';

/** Tells Backstage of all that can be allowed here, and by which rules. */
export function registerPermissions(
  permissionsRegistry: PermissionsRegistryService,
  store: FleetStore,
): void {
  permissionsRegistry.addResourceType({
    resourceRef: microAppResourceRef,
    permissions: [microAppReadPermission],
    rules: Object.values(microAppRules),
    getResources: async names => names.map(name => store.get(name)),
  });
  permissionsRegistry.addPermissions([
    sourcesReadPermission,
    microAppCreatePermission,
  ]);
}
