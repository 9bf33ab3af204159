import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCredentials } from './credentials';

describe('readCredentials', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'credentials-'));
  });

  afterEach(() => rm(directory, { recursive: true }));

  it('makes secrets once, for their owner only', async () => {
    const first = await readCredentials(directory);
    const file = join(directory, 'credentials.json');
    expect(new Set(Object.values(first)).size).toBe(5);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(first);
    // eslint-disable-next-line no-bitwise
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    await expect(readCredentials(directory)).resolves.toEqual(first);
  });

  it('says what to do with a damaged file', async () => {
    await writeFile(join(directory, 'credentials.json'), '{');
    await expect(readCredentials(directory)).rejects.toThrow('sandbox:reset');
  });
});
