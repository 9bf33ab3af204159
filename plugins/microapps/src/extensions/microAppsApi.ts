import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { MicroAppsClient } from '@microapps/plugin-microapps-common';
import { microAppsApiRef } from '../api';

/** `api:microapps`: the client of the micro-apps' backend. */
export const microAppsApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: microAppsApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: deps => new MicroAppsClient(deps),
    }),
});
