import { useRouteRef } from '@backstage/frontend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  entityRouteParams,
  entityRouteRef,
  useEntityPresentation,
} from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';

/** Who owns a micro-app, by the name that the catalog knows. */
export const OwnerLink = ({ owner }: { owner: string }) => {
  const { primaryTitle } = useEntityPresentation(owner, {
    defaultKind: 'group',
  });
  const entityRoute = useRouteRef(entityRouteRef);

  if (!entityRoute) {
    return <>{primaryTitle}</>;
  }
  return (
    <Link
      href={entityRoute(
        entityRouteParams(parseEntityRef(owner, { defaultKind: 'group' })),
      )}
      color="primary"
      standalone
    >
      {primaryTitle}
    </Link>
  );
};
