import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  entityRouteParams,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { MICRO_APP_TAB_PATH } from '../routes';

/** Where a micro-app's page is, by its entity ref; `undefined` in a portal without a catalog. */
export function useMicroAppPath(): (entityRef: string) => string | undefined {
  const entityRoute = useRouteRef(entityRouteRef);
  return entityRef =>
    entityRoute &&
    `${entityRoute(
      entityRouteParams(parseEntityRef(entityRef)),
    )}${MICRO_APP_TAB_PATH}`;
}
