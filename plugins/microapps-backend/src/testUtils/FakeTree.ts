import {
  coreServices,
  createServiceFactory,
  type UrlReaderService,
} from '@backstage/backend-plugin-api';
import { NotModifiedError } from '@backstage/errors';

/** A repository as the portal's URL reader shows it. */
export class FakeTree {
  /** The commit. */
  etag = 'commit-1';
  files: Record<string, string> = {};

  readonly factory = createServiceFactory({
    service: coreServices.urlReader,
    deps: {},
    factory: (): UrlReaderService => ({
      readTree: async (_url, options) => {
        if (options?.etag === this.etag) {
          throw new NotModifiedError();
        }
        const wanted = Object.entries(this.files).filter(
          ([path, text]) =>
            options?.filter?.(path, { size: text.length }) ?? true,
        );
        return {
          etag: this.etag,
          files: async () =>
            wanted.map(([path, text]) => ({
              path,
              content: async () => Buffer.from(text),
            })),
          archive: () => Promise.reject(new Error('not used')),
          dir: () => Promise.reject(new Error('not used')),
        };
      },
      readUrl: () => Promise.reject(new Error('not used')),
      search: () => Promise.reject(new Error('not used')),
    }),
  });

  /** A commit on the branch. */
  push(files: Record<string, string>): void {
    this.files = { ...this.files, ...files };
    this.etag = `commit-${Number(this.etag.split('-')[1]) + 1}`;
  }
}
