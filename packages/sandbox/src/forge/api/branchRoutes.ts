import { ApiCall } from '../http/ApiCall';
import { ApiError } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { ok, paged } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { readCommit } from '../git/commits';
import { isRefName, listRefs, readRef } from '../git/refs';
import { encodePath } from '../present/ForgeUrls';
import { presentCommit } from '../present/presentCommit';

const HEADS = 'refs/heads/';
const TAGS = 'refs/tags/';

async function named(call: ApiCall, prefix: string) {
  const refs = await listRefs(call.repository().git);
  return [...refs]
    .filter(([ref]) => ref.startsWith(prefix))
    .map(([ref, sha]) => ({ name: ref.slice(prefix.length), sha }));
}

/** Branches and tags. */
export function branchRoutes(api: ApiRouter): void {
  api.get<Schemas['short-branch'][]>(
    '/repos/:owner/:repo/branches',
    async call => {
      const url = call.context.urls.repositoryApi(call.repository().fullName);
      // Nothing is protected here, so a list of protected branches is empty.
      const none = call.query.protected === 'true';
      return paged(call, none ? [] : await named(call, HEADS), branch => ({
        name: branch.name,
        commit: { sha: branch.sha, url: `${url}/commits/${branch.sha}` },
        protected: false,
      }));
    },
  );

  api.get<Schemas['branch-with-protection']>(
    '/repos/:owner/:repo/branches/:branch(.+)',
    async call => {
      const repository = call.repository();
      const { branch } = call.params;
      const sha = isRefName(branch)
        ? await readRef(repository.git, `${HEADS}${branch}`)
        : undefined;
      if (!sha) {
        throw new ApiError(404, 'Branch not found');
      }
      const { urls } = call.context;
      const commit = await readCommit(repository.git, sha);
      const url = `${urls.repositoryApi(
        repository.fullName,
      )}/branches/${encodePath(branch)}`;
      return ok({
        name: branch,
        commit: presentCommit(call.context, repository, commit),
        _links: { self: url, html: urls.tree(repository.fullName, branch) },
        protected: false,
        protection: {
          enabled: false,
          required_status_checks: {
            enforcement_level: 'off',
            contexts: [],
            checks: [],
          },
        },
        protection_url: `${url}/protection`,
      });
    },
  );

  api.get<Schemas['tag'][]>('/repos/:owner/:repo/tags', async call => {
    const url = call.context.urls.repositoryApi(call.repository().fullName);
    return paged(call, await named(call, TAGS), async tag => {
      const sha = await call.commit(`refs/tags/${tag.name}`);
      return {
        name: tag.name,
        commit: { sha, url: `${url}/commits/${sha}` },
        zipball_url: `${url}/zipball/refs/tags/${tag.name}`,
        tarball_url: `${url}/tarball/refs/tags/${tag.name}`,
        node_id: '',
      };
    });
  });
}
