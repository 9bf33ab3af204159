import type {
  LoggerService,
  UrlReaderService,
  UrlReaderServiceReadTreeResponseFile,
} from '@backstage/backend-plugin-api';
import {
  InputError,
  isError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import pLimit from 'p-limit';
import type { RepositoryLocation } from '../config';
import { MAX_FILE_BYTES, TOO_LARGE_TEXT } from '../layout';
import type { RepositorySnapshot } from './RepositorySnapshot';

/** All files together; 5,000 micro-apps with two pinned environments take about 20 MiB. */
const MAX_TOTAL_BYTES = 128 * 1024 * 1024;

/** Files are already on this machine; more at once would only take memory. */
const CONCURRENT_FILES = 8;

const WANTED = [/^instances\/.+\.ya?ml$/, /^templates\/[^/]+\/form\.yaml$/];

/** What a {@link RepositoryReader} needs. */
export type RepositoryReaderOptions = {
  location: RepositoryLocation;
  urlReader: UrlReaderService;
  logger?: LoggerService;
};

/**
 * Reads a repository's files through the portal's own URL reader, again only
 * when its branch has moved. Calls at the same time share one reading.
 */
export class RepositoryReader {
  /** Nothing is read before the first {@link RepositoryReader.read}. */
  static create(options: RepositoryReaderOptions): RepositoryReader {
    return new RepositoryReader(options);
  }

  private latest: RepositorySnapshot | undefined;
  private reading: Promise<RepositorySnapshot> | undefined;

  private constructor(private readonly options: RepositoryReaderOptions) {}

  /**
   * The files as the branch holds them now. The same snapshot object is
   * returned while the branch stands still.
   *
   * @throws ServiceUnavailableError when the forge does not answer.
   */
  async read(): Promise<RepositorySnapshot> {
    this.reading ??= this.readNow().finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async readNow(): Promise<RepositorySnapshot> {
    const { location, logger, urlReader } = this.options;
    const tooLarge: string[] = [];
    try {
      const tree = await urlReader.readTree(
        `${location.url}/tree/${location.branch}`,
        {
          etag: this.latest?.commit,
          filter: (path, info) => {
            if (!WANTED.some(pattern => pattern.test(path))) {
              return false;
            }
            if (info?.size !== undefined && info.size > MAX_FILE_BYTES) {
              logger?.warn('A file is too large and is not read', {
                repository: location.url,
                path,
                bytes: info.size,
              });
              tooLarge.push(path);
              return false;
            }
            return true;
          },
        },
      );
      const files = await readTexts(await tree.files(), tooLarge);
      this.latest = { commit: tree.etag, files };
      return this.latest;
    } catch (error) {
      if (this.latest && isError(error) && error.name === 'NotModifiedError') {
        return this.latest;
      }
      throw this.explain(error);
    }
  }

  private explain(error: unknown): Error {
    const { url, branch, host } = this.options.location;
    if (isError(error) && error.name === 'NotFoundError') {
      return new NotFoundError(
        `${url} has no branch "${branch}", or the portal may not read it. Ask your SRE to look at microapps.repositories and integrations.github.`,
      );
    }
    if (error instanceof InputError) {
      return error;
    }
    return new ServiceUnavailableError(
      `${url} could not be read from ${host}. Try again in a few minutes.`,
      error,
    );
  }
}

async function readTexts(
  files: UrlReaderServiceReadTreeResponseFile[],
  tooLarge: string[],
): Promise<Map<string, string>> {
  const limit = pLimit(CONCURRENT_FILES);
  let total = 0;
  const entries = await Promise.all(
    files.map(file =>
      limit(async (): Promise<[string, string]> => {
        const content = await file.content();
        total += content.length;
        if (total > MAX_TOTAL_BYTES) {
          throw new InputError(
            `The repository holds more than ${
              MAX_TOTAL_BYTES / 1024 / 1024
            } MiB of YAML, which is more than the portal reads. Ask your SRE.`,
          );
        }
        return [file.path, content.toString('utf8')];
      }),
    ),
  );
  for (const path of tooLarge) {
    entries.push([path, TOO_LARGE_TEXT]);
  }
  return new Map(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}
