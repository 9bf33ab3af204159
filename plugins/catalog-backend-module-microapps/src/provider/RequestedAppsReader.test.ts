import type { ForgePullRequest } from '@microapps/plugin-microapps-node';
import { openRequest } from '../testing/fixtures';
import { RequestedAppsReader } from './RequestedAppsReader';

/** A forge whose requests each hold what their commit is called. */
class FakeForge {
  pullRequests: ForgePullRequest[] = [];
  /** The commits that cannot be read. */
  broken = new Set<string>();
  /** The commits that add nothing. */
  empty = new Set<string>();
  readings: string[] = [];
  atOnce = 0;
  mostAtOnce = 0;

  async listPullRequests() {
    return this.pullRequests;
  }

  async readFile(_path: string, ref: string) {
    this.readings.push(ref);
    this.atOnce += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
    await new Promise(resolve => setImmediate(resolve));
    this.atOnce -= 1;
    if (this.broken.has(ref)) {
      throw new Error('GitHub asks to slow down.');
    }
    return this.empty.has(ref) ? undefined : `text of ${ref}`;
  }
}

describe('RequestedAppsReader', () => {
  let forge: FakeForge;
  let reader: RequestedAppsReader;

  beforeEach(() => {
    forge = new FakeForge();
    reader = RequestedAppsReader.create(forge);
  });

  async function read(files = new Map<string, string>()) {
    const apps = await reader.read(files);
    return apps.map(app => ('text' in app ? app.text : app.unread));
  }

  it('reads a commit once, also when it adds nothing', async () => {
    forge.pullRequests = [
      openRequest('a', { number: 1, headSha: 'a1' }),
      openRequest('b', { number: 2, headSha: 'b1' }),
    ];
    forge.empty.add('b1');
    await read();
    await expect(read()).resolves.toEqual(['text of a1']);
    expect(forge.readings).toEqual(['a1', 'b1']);

    forge.pullRequests[0].headSha = 'a2';
    await expect(read()).resolves.toEqual(['text of a2']);
    expect(forge.readings).toEqual(['a1', 'b1', 'a2']);
  });

  it('leaves out what is closed, and what stands on the main branch', async () => {
    forge.pullRequests = [
      openRequest('a', { number: 1, state: 'closed' }),
      openRequest('b', { number: 2 }),
    ];

    await expect(
      read(new Map([['instances/b/values.yaml', '']])),
    ).resolves.toEqual([]);
    expect(forge.readings).toEqual([]);
  });

  it('keeps what it knew of a request that cannot be read, and reads the others', async () => {
    forge.pullRequests = [
      openRequest('a', { number: 1, headSha: 'a1' }),
      openRequest('b', { number: 2, headSha: 'b1' }),
    ];
    await read();
    forge.pullRequests = [
      openRequest('a', { number: 1, headSha: 'a2' }),
      openRequest('b', { number: 2, headSha: 'b2' }),
    ];
    forge.broken.add('a2');

    await expect(read()).resolves.toEqual(['text of a1', 'text of b2']);

    forge.broken.clear();
    await expect(read()).resolves.toEqual(['text of a2', 'text of b2']);
  });

  it('says so when nothing was known of it', async () => {
    forge.pullRequests = [openRequest('a', { headSha: 'a1' })];
    forge.broken.add('a1');

    await expect(read()).resolves.toEqual(['GitHub asks to slow down.']);
  });

  it('asks the forge for few at a time', async () => {
    forge.pullRequests = Array.from({ length: 30 }, (_, index) =>
      openRequest(`app-${index}`, { number: index, headSha: `sha${index}` }),
    );

    await expect(read()).resolves.toHaveLength(30);
    expect(forge.mostAtOnce).toBe(8);
  });
});
