import type {
  Check,
  PullRequestStatus,
} from '@microapps/plugin-microapps-common';
import {
  parseInstance,
  type Forge,
  type ForgePullRequest,
} from '@microapps/plugin-microapps-node';
import type { PullRequestFact } from '../status';

/** As much of a {@link Forge} as is read here. */
export type ReadableForge = Pick<
  Forge,
  'listPullRequests' | 'listChecks' | 'readFile'
>;

/** How long checks that are all done are believed without asking; milliseconds. */
const SETTLED_CHECKS_MEMORY = 10 * 60 * 1000;

/** For how long a request that has ended may still say who its micro-app is; milliseconds. */
const ENDED_REQUEST_MEMORY = 10 * 60 * 1000;

type KnownChecks = { checks: Check[]; until: number };
type Values = Pick<PullRequestFact, 'app' | 'removes'>;

/**
 * Reads all requests with their checks and contents, and of what cannot change
 * only what is not known yet: the files of a commit, and for a while the checks
 * that are done.
 */
export class PullRequestReader {
  static create(options: {
    forge: ReadableForge;
    /** Whether it stands on the deployed branch, once that is known. */
    hasInstance: (app: string) => boolean | undefined;
    /** Milliseconds since 1970. */
    now?: () => number;
  }): PullRequestReader {
    return new PullRequestReader(
      options.forge,
      options.hasInstance,
      options.now ?? Date.now,
    );
  }

  private checks = new Map<string, KnownChecks>();
  private values = new Map<string, Values>();
  private kinds = new Map<number, PullRequestStatus['kind']>();

  private constructor(
    private readonly forge: ReadableForge,
    private readonly hasInstance: (app: string) => boolean | undefined,
    private readonly now: () => number,
  ) {}

  /** Something was said of this commit: its checks are read again. */
  forgetChecks(sha: string): void {
    this.checks.delete(sha);
  }

  async read(): Promise<PullRequestFact[]> {
    const pullRequests = await this.forge.listPullRequests();
    const facts = await Promise.all(
      pullRequests.map(pullRequest => this.readOne(pullRequest)),
    );
    this.forgetAllBut(pullRequests);
    return facts;
  }

  private async readOne(
    pullRequest: ForgePullRequest,
  ): Promise<PullRequestFact> {
    const { number, state } = pullRequest;
    const isOpen = state === 'open';
    const values = this.isOfInterest(pullRequest)
      ? await this.readValues(pullRequest)
      : this.values.get(pullRequest.headSha);
    if (isOpen && values) {
      this.rememberKind(pullRequest, values);
    }
    return {
      pullRequest,
      kind: this.kinds.get(number),
      checks: isOpen
        ? await this.readChecks(pullRequest.headSha)
        : this.checks.get(pullRequest.headSha)?.checks ?? [],
      ...values,
    };
  }

  private isOfInterest({ state, mergedAt, updatedAt }: ForgePullRequest) {
    return (
      state === 'open' ||
      this.now() - Date.parse(mergedAt ?? updatedAt) < ENDED_REQUEST_MEMORY
    );
  }

  private async readValues({
    app,
    headSha,
  }: ForgePullRequest): Promise<Values> {
    const known = this.values.get(headSha);
    if (known) {
      return known;
    }
    const path = `instances/${app}/values.yaml`;
    const text = await this.forge.readFile(path, headSha);
    const values: Values =
      text === undefined
        ? { removes: true }
        : { app: parseInstance(path, text).app };
    this.values.set(headSha, values);
    return values;
  }

  private async readChecks(sha: string): Promise<Check[]> {
    const known = this.checks.get(sha);
    if (known && this.now() < known.until) {
      return known.checks;
    }
    const checks = await this.forge.listChecks(sha);
    const settled = checks.length > 0 && checks.every(isDone);
    this.checks.set(sha, {
      checks,
      until: settled ? this.now() + SETTLED_CHECKS_MEMORY : 0,
    });
    return checks;
  }

  /** After the merge it could no longer be told whether it was there before. */
  private rememberKind(
    { number, app }: ForgePullRequest,
    { removes }: Values,
  ): void {
    const exists = this.hasInstance(app);
    if (exists === undefined || this.kinds.has(number)) {
      return;
    }
    if (removes) {
      this.kinds.set(number, 'remove');
    } else {
      this.kinds.set(number, exists ? 'change' : 'create');
    }
  }

  private forgetAllBut(pullRequests: ForgePullRequest[]): void {
    const shas = new Set(pullRequests.map(({ headSha }) => headSha));
    const numbers = new Set(pullRequests.map(({ number }) => number));
    this.checks = keep(this.checks, shas);
    this.values = keep(this.values, shas);
    this.kinds = keep(this.kinds, numbers);
  }
}

function isDone({ state }: Check): boolean {
  return state !== 'waiting' && state !== 'running';
}

function keep<K, V>(map: Map<K, V>, keys: Set<K>): Map<K, V> {
  return new Map([...map].filter(([key]) => keys.has(key)));
}
