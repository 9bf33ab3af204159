import {
  countCommits,
  listCommits,
  mergeBase,
  readCommit,
} from '../git/commits';
import { diffCommits, diffText } from '../git/diff';
import { resolveCommit } from '../git/refs';
import { ApiCall } from '../http/ApiCall';
import { ApiError, notFound } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { ok, paged, raw } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { presentCommit, presentFileChange } from '../present/presentCommit';
import { pullRequestsAt } from '../present/presentChecks';
import { presentPullRequestSimple } from '../present/presentPullRequest';

const MOST_LISTED = 10_000;
const MOST_COMPARED = 250;

async function statsOf(call: ApiCall, sha: string) {
  const repository = call.repository();
  const commit = await readCommit(repository.git, sha);
  const changes = await diffCommits(repository.git, commit.parents[0], sha);
  const additions = changes.reduce((sum, file) => sum + file.additions, 0);
  const deletions = changes.reduce((sum, file) => sum + file.deletions, 0);
  return {
    ...presentCommit(call.context, repository, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: changes.map(change =>
      presentFileChange(call.context, repository, sha, change),
    ),
  } satisfies Schemas['commit'];
}

function comparisonStatus(ahead: number, behind: number) {
  if (ahead > 0) {
    return behind > 0 ? 'diverged' : 'ahead';
  }
  return behind > 0 ? 'behind' : 'identical';
}

async function compare(call: ApiCall): Promise<Schemas['commit-comparison']> {
  const repository = call.repository();
  const { git, fullName } = repository;
  const [left, right] = call.params.range.split('...');
  // `acme:main` names the same repository's branch.
  const plain = (name = '') => name.replace(/^[^:/]+:/, '');
  const [baseSha, headSha] = await Promise.all(
    [left, right].map(name => resolveCommit(git, plain(name))),
  );
  if (!baseSha || !headSha) {
    throw notFound();
  }
  const common = await mergeBase(git, baseSha, headSha);
  if (!common) {
    throw new ApiError(404, `No common ancestor between ${left} and ${right}.`);
  }
  const [ahead, behind, commits, files] = await Promise.all([
    countCommits(git, `${baseSha}..${headSha}`),
    countCommits(git, `${headSha}..${baseSha}`),
    listCommits(git, `${baseSha}..${headSha}`, { limit: MOST_COMPARED }),
    diffCommits(git, common, headSha),
  ]);
  const [base, merge] = await Promise.all([
    readCommit(git, baseSha),
    readCommit(git, common),
  ]);
  const { urls } = call.context;
  const html = `${urls.repository(fullName)}/compare/${left}...${right}`;
  return {
    url: `${urls.repositoryApi(fullName)}/compare/${left}...${right}`,
    html_url: html,
    permalink_url: `${urls.repository(
      fullName,
    )}/compare/${baseSha}...${headSha}`,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    base_commit: presentCommit(call.context, repository, base),
    merge_base_commit: presentCommit(call.context, repository, merge),
    status: comparisonStatus(ahead, behind),
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    commits: commits
      .reverse()
      .map(commit => presentCommit(call.context, repository, commit)),
    files: files.map(file =>
      presentFileChange(call.context, repository, headSha, file),
    ),
  };
}

/** Commits of a branch, one commit, and comparisons. */
export function commitRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo';

  api.get<Schemas['commit'][]>(`${base}/commits`, async call => {
    const repository = call.repository();
    const { sha, path, since, until, author } = call.query;
    const start = await resolveCommit(
      repository.git,
      sha ?? repository.data.defaultBranch,
    );
    if (!start) {
      throw notFound();
    }
    const user = author ? call.context.users.byLogin(author) : undefined;
    const commits = await listCommits(repository.git, start, {
      path,
      since,
      until,
      author: user?.email ?? author,
      limit: MOST_LISTED,
    });
    return paged(call, commits, commit =>
      presentCommit(call.context, repository, commit),
    );
  });

  api.get<Schemas['pull-request-simple'][]>(
    `${base}/commits/:sha/pulls`,
    async call => {
      const repository = call.repository();
      const sha = await call.commit(call.params.sha);
      const open = pullRequestsAt(call.context.urls, repository, sha).map(
        pull => pull.number,
      );
      const found = repository
        .pullRequests()
        .filter(
          record =>
            open.includes(record.number) || record.pull.mergeCommitSha === sha,
        );
      return paged(call, found, record =>
        presentPullRequestSimple(call.context, repository, record),
      );
    },
  );

  api.get<Schemas['commit-comparison']>(
    `${base}/compare/:range([^]+\\.\\.\\.[^]+)`,
    async call => ok(await compare(call)),
  );

  api.get<Schemas['commit']>(`${base}/commits/:ref(.+)`, async call => {
    const repository = call.repository();
    const sha = await call.commit(call.params.ref);
    if (/\bsha\b/.test(call.accept)) {
      return raw(sha, 'application/vnd.github.sha; charset=utf-8');
    }
    if (/\bdiff\b/.test(call.accept)) {
      const { parents } = await readCommit(repository.git, sha);
      return raw(
        await diffText(repository.git, parents[0], sha),
        'application/vnd.github.diff; charset=utf-8',
      );
    }
    return ok(await statsOf(call, sha));
  });
}
