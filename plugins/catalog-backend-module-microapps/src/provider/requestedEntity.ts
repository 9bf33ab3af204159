import type { Entity } from '@backstage/catalog-model';
import {
  formatProblem,
  parseInstance,
  type Problem,
  type RepositoryLocation,
} from '@microapps/plugin-microapps-node';
import {
  componentEntity,
  unreadableComponentEntity,
  type ComponentPlace,
} from '../entities/componentEntity';
import type { RequestedApp } from './RequestedAppsReader';

/** The entity of a micro-app in an open request, whether its values can be read or not. */
export function requestedEntity(
  request: RequestedApp,
  repository: { location: RepositoryLocation; firstEnvironment: string },
): { entity: Entity; problems: Problem[] } {
  const { pullRequest, path } = request;
  const place: ComponentPlace = {
    location: repository.location,
    firstEnvironment: repository.firstEnvironment,
    lifecycle: 'requested',
    ref: pullRequest.branch,
    pullRequest,
  };
  const { app, problems } =
    'text' in request
      ? parseInstance(path, request.text)
      : {
          app: undefined,
          problems: [
            {
              path,
              message: `It cannot be read from request #${pullRequest.number} now: ${request.unread}`,
            },
          ],
        };
  return {
    entity: app
      ? componentEntity({ ...place, app })
      : unreadableComponentEntity({
          ...place,
          name: pullRequest.app,
          description: `It needs a fix: ${problems
            .map(formatProblem)
            .join(' ')}`,
        }),
    problems,
  };
}
