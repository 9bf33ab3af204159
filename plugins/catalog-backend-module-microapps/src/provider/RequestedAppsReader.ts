import { toError } from '@backstage/errors';
import type { Forge, ForgePullRequest } from '@microapps/plugin-microapps-node';
import pLimit from 'p-limit';

/** More at once would look like an attack to the forge. */
const CONCURRENT_READINGS = 8;

/** The values of a micro-app that stands in an open request only. */
export type RequestedApp = {
  pullRequest: ForgePullRequest;
  /** `instances/<app>/values.yaml` */
  path: string;
} & (
  | { text: string }
  /** The forge did not give them, and nothing is known from before. */
  | { unread: string }
);

type Candidate = Pick<RequestedApp, 'pullRequest' | 'path'>;

/** What a request held when it was read last; no text when it adds nothing. */
type Reading = { headSha: string; text?: string };

/**
 * Reads, from every open request that adds a micro-app, its values: once for
 * each commit, as a commit's files never change. A request that cannot be read
 * keeps what it held before, and takes no other down.
 */
export class RequestedAppsReader {
  static create(
    forge: Pick<Forge, 'listPullRequests' | 'readFile'>,
  ): RequestedAppsReader {
    return new RequestedAppsReader(forge);
  }

  #known = new Map<number, Reading>();

  private constructor(
    private readonly forge: Pick<Forge, 'listPullRequests' | 'readFile'>,
  ) {}

  /**
   * @param files - what is on the main branch; micro-apps that are there already
   *   are not new, whatever a request does with them
   * @throws when the requests cannot even be listed
   */
  async read(files: ReadonlyMap<string, string>): Promise<RequestedApp[]> {
    const open = (await this.forge.listPullRequests()).filter(
      ({ state }) => state === 'open',
    );
    const candidates = open
      .map(pullRequest => ({
        pullRequest,
        path: `instances/${pullRequest.app}/values.yaml`,
      }))
      .filter(({ path }) => !files.has(path));

    const limit = pLimit(CONCURRENT_READINGS);
    const found = await Promise.all(
      candidates.map(candidate => limit(() => this.#readOne(candidate))),
    );
    const numbers = new Set(open.map(({ number }) => number));
    this.#known = new Map(
      [...this.#known].filter(([number]) => numbers.has(number)),
    );
    return found.filter(request => request !== undefined);
  }

  async #readOne(candidate: Candidate): Promise<RequestedApp | undefined> {
    const { pullRequest, path } = candidate;
    const { headSha, number } = pullRequest;
    let reading = this.#known.get(number);
    if (reading?.headSha !== headSha) {
      try {
        const text = await this.forge.readFile(path, headSha);
        reading = { headSha, text };
        this.#known.set(number, reading);
      } catch (error) {
        if (!reading) {
          return { ...candidate, unread: toError(error).message };
        }
      }
    }
    return reading.text === undefined
      ? undefined
      : { ...candidate, text: reading.text };
  }
}
