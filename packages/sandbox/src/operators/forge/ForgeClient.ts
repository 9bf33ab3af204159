import { z } from 'zod';

/** Where the forge is, and who asks. */
export type ForgeClientOptions = {
  /** `http://localhost:7010`; its API stands below `/api/v3`. */
  url: string;
  token: string;
};

const pullRequestSchema = z
  .object({
    number: z.number(),
    title: z.string(),
    state: z.string(),
    user: z.object({ login: z.string() }).passthrough().nullable(),
    labels: z.array(z.object({ name: z.string() }).passthrough()).default([]),
    head: z.object({ ref: z.string(), sha: z.string() }).passthrough(),
    base: z.object({ ref: z.string() }).passthrough(),
  })
  .passthrough();

/** A pull request, as far as operators and CI look into it. */
export type PullRequest = z.infer<typeof pullRequestSchema>;

const hookSchema = z
  .object({
    id: z.number(),
    config: z.object({ url: z.string().optional() }).passthrough(),
  })
  .passthrough();

const checkRunSchema = z
  .object({ id: z.number(), name: z.string(), status: z.string() })
  .passthrough();

/** A check run, as far as CI looks into it. */
export type CheckRun = z.infer<typeof checkRunSchema>;

const TIMEOUT = 15_000;
const PAGE = 100;

/** The few things that operators and CI ask of a forge with GitHub's REST API. */
export class ForgeClient {
  private constructor(private readonly options: ForgeClientOptions) {}

  static create(options: ForgeClientOptions): ForgeClient {
    return new ForgeClient(options);
  }

  /** Every open pull request of `owner/name`. */
  async listOpenPullRequests(repository: string): Promise<PullRequest[]> {
    return this.pages(`/repos/${repository}/pulls?state=open`, page =>
      z.array(pullRequestSchema).parse(page),
    );
  }

  /** The check runs of a commit. */
  async listCheckRuns(repository: string, sha: string): Promise<CheckRun[]> {
    return this.pages(
      `/repos/${repository}/commits/${sha}/check-runs`,
      page =>
        z.object({ check_runs: z.array(checkRunSchema) }).parse(page)
          .check_runs,
    );
  }

  async createCheckRun(repository: string, body: object): Promise<CheckRun> {
    return checkRunSchema.parse(
      await this.request('POST', `/repos/${repository}/check-runs`, body),
    );
  }

  async updateCheckRun(
    repository: string,
    id: number,
    body: object,
  ): Promise<void> {
    await this.request('PATCH', `/repos/${repository}/check-runs/${id}`, body);
  }

  /**
   * Sees to it that a repository has one hook of this address. Hooks whose
   * address differs in the port only are of an earlier run and go.
   */
  async ensureHook(
    repository: string,
    hook: { url: string; secret: string; events: string[] },
  ): Promise<void> {
    const path = `/repos/${repository}/hooks`;
    const hooks = await this.pages(path, page =>
      z.array(hookSchema).parse(page),
    );
    for (const present of hooks) {
      const url = present.config.url;
      if (url && withoutPort(url) === withoutPort(hook.url)) {
        await this.request('DELETE', `${path}/${present.id}`);
      }
    }
    await this.request('POST', path, {
      name: 'web',
      active: true,
      events: hook.events,
      config: {
        url: hook.url,
        content_type: 'json',
        secret: hook.secret,
        insecure_ssl: '0',
      },
    });
  }

  private async pages<T>(
    path: string,
    read: (page: unknown) => T[],
  ): Promise<T[]> {
    const all: T[] = [];
    const separator = path.includes('?') ? '&' : '?';
    for (let page = 1; ; page++) {
      const query = `per_page=${PAGE}&page=${page}`;
      const items = read(
        await this.request('GET', `${path}${separator}${query}`),
      );
      all.push(...items);
      if (items.length < PAGE) {
        return all;
      }
    }
  }

  private async request(
    method: string,
    path: string,
    body?: object,
  ): Promise<unknown> {
    const response = await fetch(`${this.options.url}/api/v3${path}`, {
      method,
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${this.options.token}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path}: ${response.status} ${text}`);
    }
    return text ? JSON.parse(text) : undefined;
  }
}

function withoutPort(url: string): string {
  if (!URL.canParse(url)) {
    return url;
  }
  const parsed = new URL(url);
  parsed.port = '';
  return parsed.href;
}
