import { z } from 'zod';

import { ForgeContext } from '../ForgeContext';
import { ForgeUser } from '../options';
import { IssueRecord, PullRequestRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { resolveCommit } from '../git/refs';
import { ApiError, notFound, unprocessable } from './ApiError';

/** One request of the REST API, ready for a handler. */
export class ApiCall {
  constructor(
    readonly context: ForgeContext,
    readonly params: Readonly<Record<string, string>>,
    readonly query: Readonly<Record<string, string | undefined>>,
    readonly body: unknown,
    readonly accept: string,
    /** The full address of the request. */
    readonly url: string,
    readonly user: ForgeUser | undefined,
  ) {}

  /**
   * Who acts.
   *
   * @throws ApiError 401 when the request is anonymous
   */
  actor(): ForgeUser {
    if (!this.user) {
      throw new ApiError(401, 'Requires authentication');
    }
    return this.user;
  }

  /**
   * The repository that the path names.
   *
   * @throws ApiError 404
   */
  repository(): Repository {
    const repository = this.context.repositories.find(
      this.params.owner,
      this.params.repo,
    );
    if (!repository) {
      throw notFound();
    }
    return repository;
  }

  /** A number of the path. */
  number(name = 'number'): number {
    const value = Number(this.params[name]);
    if (!Number.isSafeInteger(value) || value < 1) {
      throw notFound();
    }
    return value;
  }

  /** The issue or pull request that the path names. */
  issue(): IssueRecord {
    const issue = this.repository().findIssue(this.number());
    if (!issue) {
      throw notFound();
    }
    return issue;
  }

  /** The pull request that the path names. */
  pullRequest(): PullRequestRecord {
    const pull = this.repository().findPullRequest(this.number());
    if (!pull) {
      throw notFound();
    }
    return pull;
  }

  /** The commit that a revision of the path names. */
  async commit(revision: string): Promise<string> {
    const sha = await resolveCommit(this.repository().git, revision);
    if (!sha) {
      throw unprocessable(`No commit found for SHA: ${revision}`);
    }
    return sha;
  }

  /**
   * The body, checked.
   *
   * @throws ApiError 422 that names the first wrong field
   */
  parse<T>(schema: z.ZodType<T, z.ZodTypeDef, unknown>): T {
    const result = schema.safeParse(this.body ?? {});
    if (result.success) {
      return result.data;
    }
    const problems = result.error.issues.map(issue => {
      const path = issue.path.join('/');
      return issue.message === 'Required'
        ? `"${path}" wasn't supplied.`
        : `For '${path || 'body'}', ${issue.message}`;
    });
    throw unprocessable(`Invalid request.\n\n${problems.join('\n')}`);
  }
}
