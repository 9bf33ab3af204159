import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import type { Check } from '@microapps/plugin-microapps-common';
import type { Octokit, RestEndpointMethodTypes } from '@octokit/rest';
import type { RepositoryLocation } from '../config';
import { createGithubClient } from './createGithubClient';
import type { GithubClientLimits } from './createGithubClient';
import { mergeChecks } from './forgeChecks';
import { forgeError, isForgeAnswer } from './forgeError';
import { appOfBranch } from './ForgePullRequest';
import type { ForgePullRequest } from './ForgePullRequest';
import { openPullRequest } from './openPullRequest';
import type { OpenPullRequestOptions } from './commitFiles';
import type { OpenedPullRequest } from './openPullRequest';
import { readFileAt } from './readFileAt';
import { readRequestedBy } from './requestedBy';

type PullRequest =
  | RestEndpointMethodTypes['pulls']['list']['response']['data'][number]
  | RestEndpointMethodTypes['pulls']['get']['response']['data'];

/** How long a closed request is still of interest. */
const CLOSED_DAYS = 7;

/** Far more than seven days bring; keeps a busy repository from being read to its beginning. */
const MAX_CLOSED_PAGES = 10;

/** What a {@link Forge} needs. */
export type ForgeOptions = {
  /** The repository that it works in. */
  location: RepositoryLocation;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  /** By default the integration's own: its GitHub App, else its token. */
  credentialsProvider?: GithubCredentialsProvider;
  limits?: Partial<GithubClientLimits>;
  /** The present; for tests. */
  now?: () => Date;
};

/**
 * One repository on GitHub, in the words of this suite. Every method throws
 * one of Backstage's errors with a sentence that a person can act on.
 */
export class Forge {
  /** Nothing is asked before the first call of a method. */
  static create(options: ForgeOptions): Forge {
    return new Forge(options);
  }

  private client: Promise<Octokit> | undefined;
  private readonly now: () => Date;

  private constructor(private readonly options: ForgeOptions) {
    this.now = options.now ?? (() => new Date());
  }

  /** The requests for micro-apps that are open, and those closed in the last 7 days; newest first. */
  async listPullRequests(options?: {
    signal?: AbortSignal;
  }): Promise<ForgePullRequest[]> {
    return this.ask('to list the requests', async (octokit, repository) => {
      const request = { signal: options?.signal };
      const open = await octokit.paginate(octokit.rest.pulls.list, {
        ...repository,
        state: 'open',
        per_page: 100,
        request,
      });
      const since = new Date(
        this.now().getTime() - CLOSED_DAYS * 24 * 3600_000,
      );
      const closed: PullRequest[] = [];
      const pages = octokit.paginate.iterator(octokit.rest.pulls.list, {
        ...repository,
        state: 'closed',
        sort: 'updated',
        direction: 'desc',
        per_page: 100,
        request,
      });
      let pagesRead = 0;
      for await (const { data } of pages) {
        closed.push(
          ...data.filter(
            pull => pull.closed_at && new Date(pull.closed_at) >= since,
          ),
        );
        pagesRead += 1;
        // A request is never closed later than it was last updated.
        const last = data.at(-1);
        if (
          !last ||
          new Date(last.updated_at) < since ||
          pagesRead === MAX_CLOSED_PAGES
        ) {
          break;
        }
      }
      // One that was closed between the two calls is in both: the later word counts.
      const byNumber = new Map<number, ForgePullRequest>();
      for (const pull of [...open, ...closed]) {
        const own = this.ownPullRequest(pull);
        if (own) {
          byNumber.set(own.number, own);
        }
      }
      return [...byNumber.values()].sort((a, b) => b.number - a.number);
    });
  }

  /**
   * One request for a micro-app, with its mergeability. The forge works that
   * out after the first question: ask again later while it is absent.
   *
   * @throws NotFoundError when there is none of this number, or it is for something else.
   */
  async getPullRequest(number: number): Promise<ForgePullRequest> {
    return this.ask(
      `to read request #${number}`,
      async (octokit, repository) => {
        const { data } = await octokit.rest.pulls
          .get({ ...repository, pull_number: number })
          .catch(error => {
            throw isForgeAnswer(error, 404)
              ? new NotFoundError(
                  `There is no request #${number} in ${repository.owner}/${repository.repo}.`,
                )
              : error;
          });
        const own = this.ownPullRequest(data);
        if (!own) {
          throw new NotFoundError(
            `Request #${number} is not about a micro-app.`,
          );
        }
        return own;
      },
    );
  }

  /** A file's text at a branch, tag or commit; `undefined` when there is no such file. */
  async readFile(path: string, ref: string): Promise<string | undefined> {
    return this.ask(`to read ${path}`, (octokit, repository) =>
      readFileAt(octokit, repository, path, ref),
    );
  }

  /** What runs on a commit say: check runs and commit statuses, by name. */
  async listChecks(sha: string): Promise<Check[]> {
    return this.ask('to read the checks', async (octokit, repository) => {
      const [runs, statuses] = await Promise.all([
        octokit.paginate(octokit.rest.checks.listForRef, {
          ...repository,
          ref: sha,
          filter: 'latest',
          per_page: 100,
        }),
        octokit.rest.repos.getCombinedStatusForRef({
          ...repository,
          ref: sha,
          per_page: 100,
        }),
      ]);
      return mergeChecks(runs, statuses.data.statuses);
    });
  }

  /**
   * Opens a request with one commit, or finds the one that an earlier try
   * left: safe to call again after a kill at any step.
   *
   * @throws ConflictError when there is an open request of the same branch with other files.
   */
  async openPullRequest(
    options: OpenPullRequestOptions,
  ): Promise<OpenedPullRequest> {
    return this.ask('to open the request', (octokit, repository) =>
      openPullRequest({
        ...options,
        base: options.base ?? this.options.location.branch,
        octokit,
        repository,
        now: this.now,
      }),
    );
  }

  private async ask<T>(
    doing: string,
    call: (
      octokit: Octokit,
      repository: { owner: string; repo: string },
    ) => Promise<T>,
  ): Promise<T> {
    const { location } = this.options;
    this.client ??= createGithubClient(this.options);
    try {
      return await call(await this.client, {
        owner: location.owner,
        repo: location.repo,
      });
    } catch (error) {
      throw forgeError(error, location, doing);
    }
  }

  /**
   * A fork's branch may have any name, and what goes into another branch is not
   * deployed: only requests within this repository, into its branch, count.
   */
  private ownPullRequest(pull: PullRequest): ForgePullRequest | undefined {
    const { owner, repo, branch } = this.options.location;
    const from = pull.head.repo?.full_name.toLowerCase();
    const own =
      from === `${owner}/${repo}`.toLowerCase() && pull.base.ref === branch;
    return own && appOfBranch(pull.head.ref) !== undefined
      ? this.toPullRequest(pull)
      : undefined;
  }

  private toPullRequest(pull: PullRequest): ForgePullRequest {
    const closed = pull.merged_at ? 'merged' : 'closed';
    return {
      number: pull.number,
      title: pull.title,
      url: pull.html_url,
      branch: pull.head.ref,
      app: appOfBranch(pull.head.ref) ?? '',
      state: pull.state === 'open' ? 'open' : closed,
      author: readRequestedBy(pull.body) ?? pull.user?.login ?? 'unknown',
      headSha: pull.head.sha,
      baseSha: pull.base.sha,
      createdAt: pull.created_at,
      updatedAt: pull.updated_at,
      mergedAt: pull.merged_at ?? undefined,
      mergeable: 'mergeable' in pull ? pull.mergeable ?? undefined : undefined,
    };
  }
}
