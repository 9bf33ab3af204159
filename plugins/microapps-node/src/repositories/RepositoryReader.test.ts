import { mockServices } from '@backstage/backend-test-utils';
import type {
  UrlReaderServiceReadTreeOptions,
  UrlReaderServiceReadTreeResponse,
} from '@backstage/backend-plugin-api';
import { NotFoundError, NotModifiedError } from '@backstage/errors';
import { parseRepositoryUrl } from '../config';
import { parseInstances } from '../layout';
import { RepositoryReader } from './RepositoryReader';

/** A repository behind the portal's URL reader. */
class FakeTree {
  etag = 'c1';
  files: Record<string, string> = {};
  readings: string[] = [];
  error: Error | undefined;

  readonly urlReader = mockServices.urlReader.mock({
    readTree: async (url, options) => this.read(url, options),
  });

  private async read(
    url: string,
    options: UrlReaderServiceReadTreeOptions = {},
  ): Promise<UrlReaderServiceReadTreeResponse> {
    this.readings.push(url);
    if (this.error) {
      throw this.error;
    }
    if (options.etag === this.etag) {
      throw new NotModifiedError();
    }
    const wanted = Object.entries(this.files).filter(([path, text]) =>
      options.filter?.(path, { size: text.length }),
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
  }
}

describe('RepositoryReader', () => {
  let tree: FakeTree;
  let reader: RepositoryReader;

  beforeEach(() => {
    tree = new FakeTree();
    tree.files = {
      'README.md': '# Micro-apps',
      'instances/b/values.yaml': 'b',
      'instances/a/values.yaml': 'a',
      'instances/a/production/flux.yaml': 'flux',
      'instances/a/logo.png': 'png',
      'templates/t/form.yaml': 'form',
      'templates/t/base/deployment.yaml': 'deployment',
    };
    reader = RepositoryReader.create({
      location: parseRepositoryUrl('https://github.test/acme/microapps'),
      urlReader: tree.urlReader,
    });
  });

  it('reads the files that matter, in the order of their paths', async () => {
    const { commit, files } = await reader.read();

    expect(tree.readings).toEqual([
      'https://github.test/acme/microapps/tree/main',
    ]);
    expect(commit).toBe('c1');
    expect([...files]).toEqual([
      ['instances/a/production/flux.yaml', 'flux'],
      ['instances/a/values.yaml', 'a'],
      ['instances/b/values.yaml', 'b'],
      ['templates/t/form.yaml', 'form'],
    ]);
  });

  it('gives the same snapshot while the branch stands still', async () => {
    const first = await reader.read();

    await expect(reader.read()).resolves.toBe(first);
  });

  it('reads anew when the branch has moved', async () => {
    await reader.read();
    tree.etag = 'c2';
    tree.files = { 'instances/c/values.yaml': 'c' };

    const { commit, files } = await reader.read();

    expect(commit).toBe('c2');
    expect([...files.keys()]).toEqual(['instances/c/values.yaml']);
  });

  it('shares one reading among calls at the same time', async () => {
    const [a, b] = await Promise.all([reader.read(), reader.read()]);

    expect(a).toBe(b);
    expect(tree.readings).toHaveLength(1);
  });

  it('does not read a file that is too large, and does not take it for removed', async () => {
    tree.files['instances/a/values.yaml'] = `secret ${'x'.repeat(200 * 1024)}`;

    const { files } = await reader.read();

    expect(files.get('instances/a/values.yaml')).not.toContain('secret');
    expect(parseInstances(files).problems).toContainEqual({
      path: 'instances/a/values.yaml',
      message: 'The file is too large: at most 128 KiB are read.',
    });
    expect(files.get('instances/b/values.yaml')).toBe('b');
  });

  it('says what to do when the forge is down, and works again afterwards', async () => {
    tree.error = new TypeError('fetch failed');
    await expect(reader.read()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining(
        'https://github.test/acme/microapps could not be read from github.test. Try again in a few minutes.',
      ),
    });

    tree.error = undefined;
    await expect(reader.read()).resolves.toMatchObject({ commit: 'c1' });
  });

  it('names the branch that is not there', async () => {
    tree.error = new NotFoundError('404');

    await expect(reader.read()).rejects.toThrow(
      'https://github.test/acme/microapps has no branch "main"',
    );
  });
});
