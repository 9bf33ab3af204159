import { ConflictError } from '@backstage/errors';
import { createCommit, readBranch, readCommit, requestOf } from './commitFiles';
import type { OpenPullRequestContext as Context } from './commitFiles';
import { isForgeAnswer } from './forgeError';
import { appOfBranch } from './ForgePullRequest';
import { readFileAt } from './readFileAt';

/** The request that is open now. */
export type OpenedPullRequest = {
  number: number;
  url: string;
  /** Whether this call opened it: `false` when an earlier try had. */
  created: boolean;
};

/** How often a step is begun anew when somebody else was faster. */
const ATTEMPTS = 3;

/** Within this time a branch without a request is taken to be somebody's request on its way. */
const ON_ITS_WAY_MS = 2 * 60_000;

/**
 * Opens a pull request with one commit: tree, commit, branch, pull request.
 * Whatever of it an earlier try left is looked for first, so that a call may
 * die between any two steps and be made again.
 */
export async function openPullRequest(
  context: Context,
): Promise<OpenedPullRequest> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (
        (await findOpenRequest(context)) ??
        (await createRequest(context, await prepareBranch(context)))
      );
    } catch (error) {
      context.signal?.throwIfAborted();
      // Somebody made the branch or the request at the same moment: look again.
      const overtaken =
        isForgeAnswer(error, 422, /already exists|not a fast forward/i) ||
        isForgeAnswer(error, 409);
      if (!overtaken || attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

/** The open request of this branch, when its files are those asked for. */
async function findOpenRequest(
  context: Context,
): Promise<OpenedPullRequest | undefined> {
  const { octokit, repository, branch, base } = context;
  const { data: open } = await octokit.rest.pulls.list({
    ...repository,
    state: 'open',
    head: `${repository.owner}:${branch}`,
    request: requestOf(context),
  });
  // GitHub ignores a head filter that it cannot read, and lists everything.
  const found = open.find(
    pull => pull.head.ref === branch && pull.base.ref === base,
  );
  if (!found) {
    return undefined;
  }
  if (!(await hasFiles(context, found.head.sha))) {
    throw conflict(context, found.number);
  }
  return { number: found.number, url: found.html_url, created: false };
}

function conflict(context: Context, number: number): ConflictError {
  const app = appOfBranch(context.branch) ?? context.branch;
  return new ConflictError(
    `There is already an open request for ${app} (#${number}), and it asks for something else. Wait until it is merged or closed, or choose another name.`,
  );
}

/** The commit that the request shall be for, with the branch standing on it. */
async function prepareBranch(context: Context): Promise<string> {
  const { octokit, repository, branch } = context;
  const head = await readBranch(context, branch);
  if (head === undefined) {
    const commit = await createCommit(context);
    await octokit.rest.git.createRef({
      ...repository,
      ref: `refs/heads/${branch}`,
      sha: commit,
      request: requestOf(context),
    });
    return commit;
  }
  if (await wasRequested(context, head)) {
    // What it was for is merged or closed: nobody waits for these commits.
    return moveBranch(context, await createCommit(context), true);
  }
  if (await hasFiles(context, head)) {
    return head;
  }
  await refuseToOvertake(context, head);
  return moveBranch(context, await createCommit(context, head), false);
}

async function moveBranch(
  context: Context,
  sha: string,
  force: boolean,
): Promise<string> {
  const { octokit, repository, branch } = context;
  await octokit.rest.git.updateRef({
    ...repository,
    ref: `heads/${branch}`,
    sha,
    force,
    request: requestOf(context),
  });
  return sha;
}

async function createRequest(
  context: Context,
  sha: string,
): Promise<OpenedPullRequest> {
  const { octokit, repository, branch, base, title, body } = context;
  const { data } = await octokit.rest.pulls.create({
    ...repository,
    title,
    body,
    head: branch,
    base,
    request: requestOf(context),
  });
  // Between the two steps somebody may have moved the branch to other files.
  if (data.head.sha !== sha && !(await hasFiles(context, data.head.sha))) {
    throw conflict(context, data.number);
  }
  return { number: data.number, url: data.html_url, created: true };
}

/** Whether a commit was the head of a request that is merged or closed. */
async function wasRequested(context: Context, sha: string): Promise<boolean> {
  const { octokit, repository, branch } = context;
  const { data } = await octokit.rest.pulls.list({
    ...repository,
    state: 'closed',
    head: `${repository.owner}:${branch}`,
    sort: 'updated',
    direction: 'desc',
    per_page: 100,
    request: requestOf(context),
  });
  return data.some(pull => pull.head.ref === branch && pull.head.sha === sha);
}

async function hasFiles(context: Context, sha: string): Promise<boolean> {
  const { octokit, repository, files } = context;
  const contents = await Promise.all(
    files.map(file =>
      readFileAt(octokit, repository, file.path, sha, requestOf(context)),
    ),
  );
  return files.every((file, index) => contents[index] === file.content);
}

/** Two people may choose the same name in the same minute: the first one has it. */
async function refuseToOvertake(context: Context, sha: string): Promise<void> {
  const commit = await readCommit(context, sha);
  const age =
    context.now().getTime() - new Date(commit.committer.date).getTime();
  if (age < ON_ITS_WAY_MS && commit.author.name !== context.author.name) {
    throw new ConflictError(
      `Somebody else is asking for ${
        appOfBranch(context.branch) ?? context.branch
      } at this moment. Choose another name, or try again in a few minutes.`,
    );
  }
}
