import { notFound } from '../http/ApiError';
import { ApiRouter, SERVER_VERSION } from '../http/ApiRouter';
import { RateLimiter } from '../http/RateLimiter';
import { ok } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { presentOrganization, presentPublicUser } from '../present/presentUser';

/** The forge itself, and who uses it. */
export function metaRoutes(api: ApiRouter, limiter: RateLimiter): void {
  api.get<Schemas['root']>('/', async ({ context: { urls } }) => {
    const root = urls.api;
    const repository = `${root}/repos/{owner}/{repo}`;
    return ok({
      current_user_url: `${root}/user`,
      current_user_authorizations_html_url: `${urls.html}/settings/connections/applications{/client_id}`,
      authorizations_url: `${root}/authorizations`,
      code_search_url: `${root}/search/code?q={query}{&page,per_page,sort,order}`,
      commit_search_url: `${root}/search/commits?q={query}{&page,per_page,sort,order}`,
      emails_url: `${root}/user/emails`,
      emojis_url: `${root}/emojis`,
      events_url: `${root}/events`,
      feeds_url: `${root}/feeds`,
      followers_url: `${root}/user/followers`,
      following_url: `${root}/user/following{/target}`,
      gists_url: `${root}/gists{/gist_id}`,
      issue_search_url: `${root}/search/issues?q={query}{&page,per_page,sort,order}`,
      issues_url: `${root}/issues`,
      keys_url: `${root}/user/keys`,
      label_search_url: `${root}/search/labels?q={query}&repository_id={repository_id}{&page,per_page}`,
      notifications_url: `${root}/notifications`,
      organization_url: `${root}/orgs/{org}`,
      organization_repositories_url: `${root}/orgs/{org}/repos{?type,page,per_page,sort}`,
      organization_teams_url: `${root}/orgs/{org}/teams`,
      public_gists_url: `${root}/gists/public`,
      rate_limit_url: `${root}/rate_limit`,
      repository_url: repository,
      repository_search_url: `${root}/search/repositories?q={query}{&page,per_page,sort,order}`,
      current_user_repositories_url: `${root}/user/repos{?type,page,per_page,sort}`,
      starred_url: `${root}/user/starred{/owner}{/repo}`,
      starred_gists_url: `${root}/gists/starred`,
      user_url: `${root}/users/{user}`,
      user_organizations_url: `${root}/user/orgs`,
      user_repositories_url: `${root}/users/{user}/repos{?type,page,per_page,sort}`,
      user_search_url: `${root}/search/users?q={query}{&page,per_page,sort,order}`,
    });
  });

  api.get<Schemas['api-overview'] & { installed_version: string }>(
    '/meta',
    async () =>
      ok({
        verifiable_password_authentication: false,
        installed_version: SERVER_VERSION,
      }),
  );

  api.get<Schemas['rate-limit-overview']>('/rate_limit', async call => {
    const core = limiter.state(call.user?.login ?? '');
    return ok({ resources: { core, search: core }, rate: core });
  });

  api.get<Schemas['public-user']>('/user', async call =>
    ok(presentPublicUser(call.context.urls, call.actor())),
  );

  api.get<Schemas['public-user']>('/users/:login', async call => {
    const { urls, users, repositories } = call.context;
    const { login } = call.params;
    if (login.toLowerCase() === users.organization.toLowerCase()) {
      const count = repositories.list().length;
      return ok(presentOrganization(urls, users.organization, count));
    }
    const user = users.byLogin(login);
    if (!user) {
      throw notFound();
    }
    return ok(presentPublicUser(urls, user));
  });
}
