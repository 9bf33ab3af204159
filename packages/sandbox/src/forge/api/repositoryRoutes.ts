import { notFound } from '../http/ApiError';
import { ApiCall } from '../http/ApiCall';
import { ApiRouter } from '../http/ApiRouter';
import { ok, paged, Reply } from '../http/Reply';
import { Schemas } from '../http/schemas';
import {
  presentFullRepository,
  presentRepository,
} from '../present/presentRepository';

function ownedBy(call: ApiCall, owner: string) {
  const { users, repositories } = call.context;
  const known =
    owner.toLowerCase() === users.organization.toLowerCase() ||
    users.byLogin(owner);
  if (!known) {
    throw notFound();
  }
  const owned = repositories
    .list()
    .filter(each => each.owner.toLowerCase() === owner.toLowerCase());
  return paged(call, owned, each =>
    presentRepository(call.context.urls, each),
  ) satisfies Promise<Reply<Schemas['minimal-repository'][]>>;
}

/** Repositories, one and many. */
export function repositoryRoutes(api: ApiRouter): void {
  api.get<Schemas['full-repository']>('/repos/:owner/:repo', async call =>
    ok(presentFullRepository(call.context.urls, call.repository())),
  );

  api.get<Schemas['repository'][]>('/user/repos', async call => {
    call.actor();
    return paged(call, call.context.repositories.list(), each =>
      presentRepository(call.context.urls, each),
    );
  });

  api.get<Schemas['minimal-repository'][]>('/orgs/:org/repos', call =>
    ownedBy(call, call.params.org),
  );

  api.get<Schemas['minimal-repository'][]>('/users/:login/repos', call =>
    ownedBy(call, call.params.login),
  );

  api.get<Record<string, number>>(
    '/repos/:owner/:repo/languages',
    async call => {
      call.repository();
      return ok({});
    },
  );
}
