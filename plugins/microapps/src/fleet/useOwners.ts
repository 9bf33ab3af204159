import { useApi } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  entityPresentationApiRef,
} from '@backstage/plugin-catalog-react';
import { MICRO_APP_COMPONENT_TYPE } from '@microapps/plugin-microapps-common';
import useAsync from 'react-use/esm/useAsync';

const OWNED_BY = 'relations.ownedBy';

/** An owner of micro-apps, by the name that the catalog knows. */
export type Owner = { ref: string; name: string };

/**
 * Everyone who owns a micro-app, by name. Empty while the catalog does not answer: the
 * list is there without its filter.
 */
export function useOwners(): Owner[] {
  const catalog = useApi(catalogApiRef);
  const presentation = useApi(entityPresentationApiRef);

  const { value = [] } = useAsync(async () => {
    const { facets } = await catalog.getEntityFacets({
      filter: { kind: 'component', 'spec.type': MICRO_APP_COMPONENT_TYPE },
      facets: [OWNED_BY],
    });
    const owners = await Promise.all(
      facets[OWNED_BY].map(async ({ value: ref }) => ({
        ref,
        name: (await presentation.forEntity(ref).promise).primaryTitle,
      })),
    );
    return owners.sort((a, b) => a.name.localeCompare(b.name));
  }, [catalog, presentation]);

  return value;
}
