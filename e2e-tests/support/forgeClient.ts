import { Octokit } from '@octokit/rest';
import { portalUnderTest } from './portal';

const repository = { owner: 'acme', repo: 'microapps' };

/** The forge's API, as any client of GitHub Enterprise uses it. */
export function forgeClient(): Octokit {
  const { forgeUrl, credentials } = portalUnderTest();
  return new Octokit({
    baseUrl: `${forgeUrl}/api/v3`,
    auth: credentials.forgeToken,
  });
}

/** Every pull request from `feature/<app>`, whatever its state. */
export async function pullRequestsOf(app: string) {
  const { data } = await forgeClient().pulls.list({
    ...repository,
    state: 'all',
    head: `acme:feature/${app}`,
  });
  return data;
}

/** The paths that a commit changed. */
export async function filesOfCommit(sha: string): Promise<string[]> {
  const { data } = await forgeClient().repos.getCommit({
    ...repository,
    ref: sha,
  });
  return (data.files ?? []).map(({ filename }) => filename).sort();
}

/** The commits that a pull request brings. */
export async function commitsOf(number: number) {
  const { data } = await forgeClient().pulls.listCommits({
    ...repository,
    pull_number: number,
  });
  return data;
}

/** A commit as git holds it. */
export async function commitOf(sha: string) {
  const { data } = await forgeClient().git.getCommit({
    ...repository,
    commit_sha: sha,
  });
  return data;
}

/** The branches whose names begin with `feature/<app>`. */
export async function branchesOf(app: string): Promise<string[]> {
  const { data } = await forgeClient().git.listMatchingRefs({
    ...repository,
    ref: `heads/feature/${app}`,
  });
  return data.map(({ ref }) => ref);
}

/** Merges a pull request through the API. */
export async function mergePullRequest(number: number): Promise<void> {
  await forgeClient().pulls.merge({ ...repository, pull_number: number });
}

/** Closes a pull request unmerged. */
export async function closePullRequest(number: number): Promise<void> {
  await forgeClient().pulls.update({
    ...repository,
    pull_number: number,
    state: 'closed',
  });
}
