import { createHash } from 'node:crypto';

import { Schemas } from '../http/schemas';
import { ForgeUser } from '../options';
import { ForgeUrls } from './ForgeUrls';
import { nodeId } from './nodeId';

/** The same number for the same login on every forge. */
export function userId(login: string): number {
  const hash = createHash('sha256').update(login.toLowerCase()).digest('hex');
  return parseInt(hash.slice(0, 7), 16);
}

function present(
  urls: ForgeUrls,
  login: string,
  type: 'User' | 'Bot' | 'Organization',
  siteAdmin: boolean,
) {
  const url = `${urls.api}/users/${login}`;
  return {
    login,
    id: userId(login),
    node_id: nodeId('User', userId(login)),
    avatar_url: `${urls.html}/_avatars/${login}.svg`,
    gravatar_id: '',
    url,
    html_url: `${urls.html}/${login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    site_admin: siteAdmin,
  } satisfies Schemas['simple-user'];
}

/** A user where another object mentions one. */
export function presentUser(urls: ForgeUrls, user: ForgeUser) {
  return present(urls, user.login, user.type, user.siteAdmin ?? false);
}

/** The organisation as the owner of a repository. */
export function presentOwner(urls: ForgeUrls, login: string) {
  return present(urls, login, 'Organization', false);
}

/** A user on their own. */
export function presentPublicUser(
  urls: ForgeUrls,
  user: ForgeUser,
): Schemas['public-user'] {
  return {
    ...presentUser(urls, user),
    name: user.name,
    company: null,
    blog: '',
    location: null,
    email: user.email,
    hireable: null,
    bio: null,
    public_repos: 0,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
  };
}

/** The organisation on its own. */
export function presentOrganization(
  urls: ForgeUrls,
  login: string,
  repositories: number,
): Schemas['public-user'] {
  return {
    ...presentOwner(urls, login),
    name: login,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
    public_repos: repositories,
    public_gists: 0,
    followers: 0,
    following: 0,
    created_at: '2024-01-01T00:00:00Z',
    updated_at: '2024-01-01T00:00:00Z',
  };
}
