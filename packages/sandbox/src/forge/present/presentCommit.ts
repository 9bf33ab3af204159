import { ForgeContext } from '../ForgeContext';
import { Commit, Signature } from '../git/commits';
import { FileChange } from '../git/diff';
import { Schemas } from '../http/schemas';
import { Repository } from '../state/Repository';
import { encodePath } from './ForgeUrls';
import { nodeId } from './nodeId';
import { presentUser } from './presentUser';

const UNSIGNED = {
  verified: false,
  reason: 'unsigned' as const,
  signature: null,
  payload: null,
  verified_at: null,
};

function userOf(context: ForgeContext, signature: Signature) {
  const user = context.users.byEmail(signature.email);
  return user ? presentUser(context.urls, user) : null;
}

/** GitHub gives times in UTC, whatever zone the commit was made in. */
export function utc(signature: Signature): Signature {
  return {
    ...signature,
    date: new Date(signature.date).toISOString().replace('.000Z', 'Z'),
  };
}

/** A commit with its place on the forge. */
export function presentCommit(
  context: ForgeContext,
  repository: Repository,
  commit: Commit,
) {
  const { urls } = context;
  const api = urls.repositoryApi(repository.fullName);
  const url = `${api}/commits/${commit.sha}`;
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url,
    html_url: urls.commit(repository.fullName, commit.sha),
    comments_url: `${url}/comments`,
    commit: {
      url: `${api}/git/commits/${commit.sha}`,
      author: utc(commit.author),
      committer: utc(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      comment_count: 0,
      verification: UNSIGNED,
    },
    author: userOf(context, commit.author),
    committer: userOf(context, commit.committer),
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/commits/${sha}`,
      html_url: urls.commit(repository.fullName, sha),
    })),
  } satisfies Schemas['commit'];
}

/** A commit as the Git data API gives it. */
export function presentGitCommit(
  { urls }: ForgeContext,
  repository: Repository,
  commit: Commit,
): Schemas['git-commit'] {
  const api = urls.repositoryApi(repository.fullName);
  return {
    sha: commit.sha,
    node_id: nodeId('Commit', commit.sha),
    url: `${api}/git/commits/${commit.sha}`,
    html_url: urls.commit(repository.fullName, commit.sha),
    author: utc(commit.author),
    committer: utc(commit.committer),
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: commit.parents.map(sha => ({
      sha,
      url: `${api}/git/commits/${sha}`,
      html_url: urls.commit(repository.fullName, sha),
    })),
    verification: UNSIGNED,
  };
}

/** A changed file of a commit, a comparison or a pull request. */
export function presentFileChange(
  { urls }: ForgeContext,
  repository: Repository,
  commit: string,
  change: FileChange,
): Schemas['diff-entry'] {
  const { fullName } = repository;
  return {
    sha: change.sha,
    filename: change.path,
    status: change.status,
    additions: change.additions,
    deletions: change.deletions,
    changes: change.additions + change.deletions,
    blob_url: urls.blob(fullName, commit, change.path),
    raw_url: urls.raw(fullName, commit, change.path),
    contents_url: `${urls.repositoryApi(fullName)}/contents/${encodePath(
      change.path,
    )}?ref=${commit}`,
    ...(change.patch !== undefined && { patch: change.patch }),
    ...(change.previousPath && { previous_filename: change.previousPath }),
  };
}
