import type {
  BackstageCredentials,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import { createValidatedOpenApiRouterFromGeneratedEndpointMap } from '@backstage/backend-openapi-utils';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Source } from '@microapps/plugin-microapps-common';
import type { Router } from 'express';
import openapi from '../generated/openapi.json';
import type { MicroAppAuthorizer } from '../permissions';
import { listApps, type FleetStore, type SourceBoard } from '../store';
import type { EndpointMap } from './EndpointMap';

type OpenApiDocument = Parameters<
  typeof createValidatedOpenApiRouterFromGeneratedEndpointMap
>[0];

/** What the routes need. */
export type RouterOptions = {
  store: FleetStore;
  sources: SourceBoard;
  authorizer: MicroAppAuthorizer;
  httpAuth: HttpAuthService;
  /** Answers that are not as the OpenAPI document says become errors; for tests. */
  validateResponses?: boolean;
};

/**
 * The HTTP API. Requests are checked against the OpenAPI document before they
 * come here, and every route asks for a permission. All answers come from the
 * store: none causes a call to a cluster or a forge.
 */
export function createRouter(options: RouterOptions): Router {
  const { store, sources, authorizer, httpAuth, validateResponses } = options;
  const router =
    createValidatedOpenApiRouterFromGeneratedEndpointMap<EndpointMap>(
      openapi as unknown as OpenApiDocument,
      {
        validatorOptions: {
          validateResponses: validateResponses ?? false,
          // Who asks has been made sure of before a request comes here.
          validateSecurity: false,
        },
      },
    );

  /** What went wrong with a source names hosts and roles: not for everybody. */
  async function sourcesFor(credentials: BackstageCredentials) {
    const mayRead = await authorizer.mayReadSources(credentials);
    return (shown: Source[]) => (mayRead ? shown : shown.map(withoutMessage));
  }

  router.get('/apps', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const mayRead = await authorizer.readable(credentials);
    const show = await sourcesFor(credentials);
    const { items, ...page } = listApps(
      store.statuses().filter(mayRead),
      request.query,
    );
    response.json({
      items: items.map(status => {
        const complete = store.complete(status);
        return { ...complete, sources: show(complete.sources) };
      }),
      ...page,
      sources: show(sources.list()),
    });
  });

  router.get('/apps/:name', async (request, response) => {
    const credentials = await httpAuth.credentials(request);
    const mayRead = await authorizer.readable(credentials);
    const { name } = request.params;
    const status = store.get(name);
    if (!status) {
      throw new NotFoundError(
        `There is no micro-app "${name}". It may have been removed, or its request closed.`,
      );
    }
    if (!mayRead(status)) {
      throw new NotAllowedError(
        `You may not see the micro-app "${name}". Ask its owner, ${status.owner}.`,
      );
    }
    const show = await sourcesFor(credentials);
    response.json({ ...status, sources: show(status.sources) });
  });

  router.get('/sources', async (request, response) => {
    await authorizer.assertMayReadSources(await httpAuth.credentials(request));
    response.json({ items: sources.list() });
  });

  return router;
}

function withoutMessage({ id, title, state, lastWordAt }: Source): Source {
  return { id, title, state, ...(lastWordAt && { lastWordAt }) };
}
