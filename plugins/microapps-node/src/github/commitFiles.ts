import { InputError } from '@backstage/errors';
import type { Octokit, RestEndpointMethodTypes } from '@octokit/rest';
import type { InstanceFile } from '../layout';
import { isForgeAnswer } from './forgeError';

/** The request that a person wants opened. */
export type OpenPullRequestOptions = {
  /** `feature/<app>`. */
  branch: string;
  /** The branch to merge into; the location's own when absent. */
  base?: string;
  title: string;
  /** Markdown. */
  body: string;
  files: InstanceFile[];
  /** The person who asked for it. */
  author: { name: string; email?: string };
  signal?: AbortSignal;
};

/** The request, and where it is opened. */
export type OpenPullRequestContext = Required<
  Pick<OpenPullRequestOptions, 'base'>
> &
  OpenPullRequestOptions & {
    octokit: Octokit;
    repository: { owner: string; repo: string };
    now: () => Date;
  };

type Context = OpenPullRequestContext;
type Commit = RestEndpointMethodTypes['git']['getCommit']['response']['data'];

/** What every call of this request is given. */
export function requestOf(context: Context): { signal?: AbortSignal } {
  return { signal: context.signal };
}

/** The commit that a branch stands on; `undefined` when there is no such branch. */
export async function readBranch(
  context: Context,
  branch: string,
): Promise<string | undefined> {
  const { octokit, repository } = context;
  try {
    const { data } = await octokit.rest.git.getRef({
      ...repository,
      ref: `heads/${branch}`,
      request: requestOf(context),
    });
    return data.object.sha;
  } catch (error) {
    if (isForgeAnswer(error, 404)) {
      return undefined;
    }
    throw error;
  }
}

/** One commit, without its files. */
export async function readCommit(
  context: Context,
  sha: string,
): Promise<Commit> {
  const { octokit, repository } = context;
  const { data } = await octokit.rest.git.getCommit({
    ...repository,
    commit_sha: sha,
    request: requestOf(context),
  });
  return data;
}

/**
 * The base branch as it stands, with the files. On top of `previous`, when
 * given, so that the branch moves forward without force; the base is then a
 * second parent, so that the request shows these files only.
 */
export async function createCommit(
  context: Context,
  previous?: string,
): Promise<string> {
  const { octokit, repository, base, files, author } = context;
  const request = requestOf(context);
  const tip = await readBranch(context, base);
  if (tip === undefined) {
    throw new InputError(
      `${repository.owner}/${repository.repo} has no branch "${base}". Ask your SRE.`,
    );
  }
  const { data: tree } = await octokit.rest.git.createTree({
    ...repository,
    base_tree: (await readCommit(context, tip)).tree.sha,
    tree: files.map(file => ({
      path: file.path,
      mode: '100644' as const,
      type: 'blob' as const,
      content: file.content,
    })),
    request,
  });
  const person = gitIdentity(author);
  const { data: commit } = await octokit.rest.git.createCommit({
    ...repository,
    message: `${context.title}\n\nCo-authored-by: ${person.name} <${person.email}>\n`,
    tree: tree.sha,
    parents: previous === undefined ? [tip] : [previous, tip],
    // Committer is, by GitHub's rule, the author when nobody else is named.
    author: person,
    request,
  });
  return commit.sha;
}

/** Git's own lines must not be broken by a name from the catalog. */
function gitIdentity(author: OpenPullRequestOptions['author']) {
  const clean = (text: string) => text.replace(/[<>\p{Cc}]+/gu, ' ').trim();
  return {
    name: clean(author.name) || 'Somebody',
    // RFC 2606: an address that can never be anybody's.
    email:
      clean(author.email ?? '').replace(/\s+/g, '') || 'unknown@portal.invalid',
  };
}
