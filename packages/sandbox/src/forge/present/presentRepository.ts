import { Schemas } from '../http/schemas';
import { Repository } from '../state/Repository';
import { ForgeUrls } from './ForgeUrls';
import { nodeId } from './nodeId';
import { presentOwner } from './presentUser';

function links(urls: ForgeUrls, fullName: string) {
  const url = urls.repositoryApi(fullName);
  return {
    html_url: urls.repository(fullName),
    url,
    archive_url: `${url}/{archive_format}{/ref}`,
    assignees_url: `${url}/assignees{/user}`,
    blobs_url: `${url}/git/blobs{/sha}`,
    branches_url: `${url}/branches{/branch}`,
    collaborators_url: `${url}/collaborators{/collaborator}`,
    comments_url: `${url}/comments{/number}`,
    commits_url: `${url}/commits{/sha}`,
    compare_url: `${url}/compare/{base}...{head}`,
    contents_url: `${url}/contents/{+path}`,
    contributors_url: `${url}/contributors`,
    deployments_url: `${url}/deployments`,
    downloads_url: `${url}/downloads`,
    events_url: `${url}/events`,
    forks_url: `${url}/forks`,
    git_commits_url: `${url}/git/commits{/sha}`,
    git_refs_url: `${url}/git/refs{/sha}`,
    git_tags_url: `${url}/git/tags{/sha}`,
    git_url: urls.clone(fullName),
    issue_comment_url: `${url}/issues/comments{/number}`,
    issue_events_url: `${url}/issues/events{/number}`,
    issues_url: `${url}/issues{/number}`,
    keys_url: `${url}/keys{/key_id}`,
    labels_url: `${url}/labels{/name}`,
    languages_url: `${url}/languages`,
    merges_url: `${url}/merges`,
    milestones_url: `${url}/milestones{/number}`,
    notifications_url: `${url}/notifications{?since,all,participating}`,
    pulls_url: `${url}/pulls{/number}`,
    releases_url: `${url}/releases{/id}`,
    // The forge has no SSH; a client that asks gets the address that works.
    ssh_url: urls.clone(fullName),
    stargazers_url: `${url}/stargazers`,
    statuses_url: `${url}/statuses/{sha}`,
    subscribers_url: `${url}/subscribers`,
    subscription_url: `${url}/subscription`,
    tags_url: `${url}/tags`,
    teams_url: `${url}/teams`,
    trees_url: `${url}/git/trees{/sha}`,
    clone_url: urls.clone(fullName),
    hooks_url: `${url}/hooks`,
    svn_url: urls.repository(fullName),
  };
}

/** A repository where another object mentions one, and in lists. */
export function presentRepository(urls: ForgeUrls, repository: Repository) {
  const { data, fullName } = repository;
  const open = data.issues.filter(issue => issue.state === 'open').length;
  return {
    id: data.id,
    node_id: nodeId('Repository', data.id),
    name: repository.name,
    full_name: fullName,
    owner: presentOwner(urls, repository.owner),
    private: false,
    visibility: 'public' as const,
    description: data.description || null,
    fork: false,
    ...links(urls, fullName),
    mirror_url: null,
    homepage: null,
    language: null,
    license: null,
    topics: [],
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    size: 0,
    default_branch: data.defaultBranch,
    open_issues: open,
    open_issues_count: open,
    is_template: false,
    has_issues: true,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: false,
    has_discussions: false,
    archived: false,
    disabled: false,
    allow_forking: false,
    web_commit_signoff_required: false,
    permissions: { admin: true, push: true, pull: true },
    pushed_at: data.pushedAt,
    created_at: data.createdAt,
    updated_at: data.pushedAt,
  } satisfies Schemas['repository'] & Schemas['minimal-repository'];
}

/** A repository on its own. */
export function presentFullRepository(
  urls: ForgeUrls,
  repository: Repository,
): Schemas['full-repository'] {
  return {
    ...presentRepository(urls, repository),
    subscribers_count: 0,
    network_count: 0,
    allow_merge_commit: true,
    allow_squash_merge: true,
    allow_rebase_merge: true,
    allow_auto_merge: false,
    allow_update_branch: false,
    delete_branch_on_merge: true,
  };
}
