import type { LoggerService } from '@backstage/backend-plugin-api';
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
import { AnswerMemory } from './AnswerMemory';
import { mapSome } from './mapSome';

/** As much of a {@link Forge} as is read here. */
export type ReadableForge = Pick<
  Forge,
  'listPullRequests' | 'getPullRequest' | 'listChecks' | 'readFile'
>;

/**
 * How long checks that are all done, or that there are none, are believed without
 * asking: another workflow may begin that no webhook tells of. Milliseconds.
 */
const SETTLED_CHECKS_MEMORY = 60 * 1000;

/** How long it is believed whether a request can be merged; milliseconds. */
const MERGEABILITY_MEMORY = 10 * 60 * 1000;

/** For how long a request that has ended may still say who its micro-app is; milliseconds. */
const ENDED_REQUEST_MEMORY = 10 * 60 * 1000;

/** How many requests are read at the same time: the forge counts. */
const AT_ONCE = 8;

type Values = Pick<PullRequestFact, 'app' | 'removes'>;

/**
 * Reads all requests with their checks and contents, and of what cannot change
 * only what is not known yet: the files of a commit, and for a while the checks
 * that are done and whether a request can be merged.
 */
export class PullRequestReader {
  static create(options: {
    forge: ReadableForge;
    /** Whether it stands on the deployed branch, once that is known. */
    hasInstance: (app: string) => boolean | undefined;
    logger: LoggerService;
    /** Milliseconds since 1970. */
    now?: () => number;
  }): PullRequestReader {
    const { forge, hasInstance, logger, now = Date.now } = options;
    return new PullRequestReader(forge, hasInstance, logger, now);
  }

  private readonly checks: AnswerMemory<Check[]>;
  private readonly values: AnswerMemory<Values>;
  private readonly mergeability: AnswerMemory<boolean | undefined>;
  private kinds = new Map<number, PullRequestStatus['kind']>();

  private constructor(
    private readonly forge: ReadableForge,
    private readonly hasInstance: (app: string) => boolean | undefined,
    private readonly logger: LoggerService,
    private readonly now: () => number,
  ) {
    this.checks = new AnswerMemory(now);
    this.values = new AnswerMemory(now);
    this.mergeability = new AnswerMemory(now);
  }

  /** Something was said of this commit: its checks are read again. */
  forgetChecks(sha: string): void {
    this.checks.forget(sha);
  }

  /** What requests would be merged into has moved: whether they can be is asked again. */
  forgetMergeability(): void {
    this.mergeability.forget();
  }

  /** @throws when no request at all could be read. */
  async read(): Promise<PullRequestFact[]> {
    const pullRequests = await this.forge.listPullRequests();
    const asked = pullRequests.filter(each => this.isOfInterest(each));
    const failures: unknown[] = [];
    await mapSome(asked, AT_ONCE, async pullRequest => {
      try {
        await this.ask(pullRequest);
      } catch (error) {
        failures.push(error);
        this.logger.warn('Could not read a request; what was known stays', {
          request: pullRequest.number,
          error: String(error),
        });
      }
    });
    if (failures.length > 0 && failures.length === asked.length) {
      throw failures[0];
    }
    this.forgetAllBut(pullRequests);
    return pullRequests.map(pullRequest => this.factOf(pullRequest));
  }

  private isOfInterest({ state, mergedAt, updatedAt }: ForgePullRequest) {
    return (
      state === 'open' ||
      this.now() - Date.parse(mergedAt ?? updatedAt) < ENDED_REQUEST_MEMORY
    );
  }

  /** Asks for what is not known of a request, or no longer believed. */
  private async ask(pullRequest: ForgePullRequest): Promise<void> {
    const values = await this.askForValues(pullRequest);
    if (pullRequest.state === 'open') {
      this.rememberKind(pullRequest, values);
      await this.askForChecks(pullRequest);
      await this.askForMergeability(pullRequest);
    }
  }

  /** What is known of a request by now. */
  private factOf(pullRequest: ForgePullRequest): PullRequestFact {
    const { number, state, headSha } = pullRequest;
    const mergeable =
      state === 'open'
        ? this.mergeability.last(mergeabilityKey(pullRequest))
        : undefined;
    return {
      pullRequest:
        mergeable === undefined ? pullRequest : { ...pullRequest, mergeable },
      kind: this.kinds.get(number),
      checks: this.checks.last(headSha) ?? [],
      ...this.values.last(valuesKey(pullRequest)),
    };
  }

  private async askForValues(pullRequest: ForgePullRequest): Promise<Values> {
    const { app: name, headSha } = pullRequest;
    return this.values.ask(valuesKey(pullRequest), async () => {
      const path = `instances/${name}/values.yaml`;
      const text = await this.forge.readFile(path, headSha);
      if (text === undefined) {
        return { answer: { removes: true }, memory: Infinity };
      }
      // None for a file that bears another's name, which would lend its owner.
      return {
        answer: { app: parseInstance(path, text).app },
        memory: Infinity,
      };
    });
  }

  private async askForChecks({ headSha }: ForgePullRequest): Promise<void> {
    await this.checks.ask(headSha, async () => {
      const checks = await this.forge.listChecks(headSha);
      return {
        answer: checks,
        memory: checks.every(isDone) ? SETTLED_CHECKS_MEMORY : 0,
      };
    });
  }

  /** Lists of requests do not tell it; the forge works it out for each. */
  private async askForMergeability(
    pullRequest: ForgePullRequest,
  ): Promise<void> {
    const key = mergeabilityKey(pullRequest);
    await this.mergeability.ask(key, async () => {
      const { mergeable } = await this.forge.getPullRequest(pullRequest.number);
      return mergeable === undefined
        ? // Being worked out: until then the word before holds.
          { answer: this.mergeability.last(key), memory: 0 }
        : { answer: mergeable, memory: MERGEABILITY_MEMORY };
    });
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
    this.checks.keepOnly(new Set(pullRequests.map(({ headSha }) => headSha)));
    this.values.keepOnly(new Set(pullRequests.map(valuesKey)));
    this.mergeability.keepOnly(new Set(pullRequests.map(mergeabilityKey)));
    const numbers = new Set(pullRequests.map(({ number }) => number));
    this.kinds = new Map(
      [...this.kinds].filter(([number]) => numbers.has(number)),
    );
  }
}

/** Two requests may have one commit, and ask different things with it. */
function valuesKey({ app, headSha }: ForgePullRequest): string {
  return `${app}@${headSha}`;
}

function mergeabilityKey(pullRequest: ForgePullRequest): string {
  const { number, headSha, updatedAt } = pullRequest;
  return `${number}@${headSha}@${updatedAt}`;
}

function isDone({ state }: Check): boolean {
  return state !== 'waiting' && state !== 'running';
}
