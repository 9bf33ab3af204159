import {
  commitOnBranch,
  git,
  headOf,
  MICROAPPS,
  octokitFor,
  openTestPullRequest,
  startTestForge,
  TOKEN,
} from '../__testUtils__/startTestForge';

// Real git and real sockets take their time on a busy machine.
jest.setTimeout(60_000);

describe('the REST API', () => {
  let forge: Awaited<ReturnType<typeof startTestForge>>;

  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${forge.url}/api/v3${path}`, {
      headers: { authorization: `Bearer ${TOKEN}`, ...headers },
    });

  beforeEach(async () => {
    forge = await startTestForge();
  });

  afterEach(async () => {
    await forge.stop();
  });

  describe('git data', () => {
    it('writes a tree on top of another: adds, replaces and removes', async () => {
      const { octokit } = forge;
      const { data } = await octokit.git.createTree({
        ...MICROAPPS,
        base_tree: await headOf(forge.octokit, 'main'),
        tree: [
          { path: 'new.txt', mode: '100644', type: 'blob', content: 'ü\n' },
          { path: 'instances', mode: '100644', type: 'blob', sha: null },
        ],
      });
      const tree = await octokit.git.getTree({
        ...MICROAPPS,
        tree_sha: data.sha,
        recursive: '1',
      });

      expect(tree.data.tree.map(({ path, mode }) => `${mode} ${path}`)).toEqual(
        [
          '100644 README.md',
          '100644 new.txt',
          '040000 tools',
          '100755 tools/run.sh',
        ],
      );
    });

    it.each(['../x', '.git/config', 'a//b', '/a', 'a/../b'])(
      'refuses the path %s',
      async path => {
        await expect(
          forge.octokit.git.createTree({
            ...MICROAPPS,
            tree: [{ path, mode: '100644', type: 'blob', content: '' }],
          }),
        ).rejects.toMatchObject({ status: 422 });
      },
    );

    it('keeps the author and the time zone of a commit', async () => {
      const sha = await headOf(forge.octokit, 'main');
      const { data: parent } = await forge.octokit.git.getCommit({
        ...MICROAPPS,
        commit_sha: sha,
      });
      const { data } = await forge.octokit.git.createCommit({
        ...MICROAPPS,
        tree: parent.tree.sha,
        parents: [sha],
        message: 'Say\n\nCo-authored-by: Ana <ana@acme.example>',
        author: {
          name: 'Ana Lopes',
          email: 'ana@acme.example',
          date: '2026-03-04T05:06:07+02:00',
        },
      });

      expect(data.author).toEqual({
        name: 'Ana Lopes',
        email: 'ana@acme.example',
        date: '2026-03-04T03:06:07Z',
      });
      expect(data.message).toBe(
        'Say\n\nCo-authored-by: Ana <ana@acme.example>',
      );
      const bare = `${forge.folder}/state/acme/microapps.git`;
      expect(await git(bare, 'log', '-1', '--format=%aI', data.sha)).toBe(
        '2026-03-04T05:06:07+02:00',
      );
    });

    it('says that a branch is there already', async () => {
      const sha = await commitOnBranch(forge.octokit, 'feature/x', { a: 'a' });

      await expect(
        forge.octokit.git.createRef({
          ...MICROAPPS,
          ref: 'refs/heads/feature/x',
          sha,
        }),
      ).rejects.toMatchObject({
        status: 422,
        response: { data: { message: 'Reference already exists' } },
      });
    });

    it('moves a branch back only by force', async () => {
      const old = await headOf(forge.octokit, 'main');
      await commitOnBranch(forge.octokit, 'feature/x', { a: 'a' });
      const back = { ...MICROAPPS, ref: 'heads/feature/x', sha: old };

      await expect(forge.octokit.git.updateRef(back)).rejects.toThrow(
        /not a fast forward/,
      );
      await forge.octokit.git.updateRef({ ...back, force: true });

      expect(await headOf(forge.octokit, 'feature/x')).toBe(old);
    });
  });

  describe('over HTTP', () => {
    it('answers 304 to who has it already, at no cost', async () => {
      const first = await ask('/repos/acme/microapps/pulls');
      const second = await ask('/repos/acme/microapps/pulls', {
        'if-none-match': first.headers.get('etag') ?? '',
      });

      expect(second.status).toBe(304);
      expect(second.headers.get('x-ratelimit-remaining')).toBe(
        first.headers.get('x-ratelimit-remaining'),
      );
      await openTestPullRequest(forge.octokit, 'event');
      const third = await ask('/repos/acme/microapps/pulls', {
        'if-none-match': first.headers.get('etag') ?? '',
      });
      expect(third.status).toBe(200);
    });

    it('refuses who asks too much, and says until when', async () => {
      await forge.restart({ rateLimit: 2 });
      await ask('/user');
      await ask('/user');
      const refused = await ask('/user');

      expect(refused.status).toBe(403);
      expect(refused.headers.get('x-ratelimit-remaining')).toBe('0');
      expect(Number(refused.headers.get('x-ratelimit-reset'))).toBeGreaterThan(
        Date.now() / 1000,
      );
    });

    it('links the pages of a list', async () => {
      for (const app of ['a', 'b', 'c']) {
        await openTestPullRequest(forge.octokit, app);
      }

      const answer = await ask('/repos/acme/microapps/pulls?per_page=1&page=2');
      const url = `${forge.url}/api/v3/repos/acme/microapps/pulls?per_page=1&page=`;
      expect(answer.headers.get('link')).toBe(
        `<${url}1>; rel="prev", <${url}3>; rel="next", <${url}3>; rel="last", <${url}1>; rel="first"`,
      );
      const all = await forge.octokit.paginate(forge.octokit.pulls.list, {
        ...MICROAPPS,
        per_page: 1,
      });
      expect(all).toHaveLength(3);
    });

    it('answers errors as GitHub does', async () => {
      const missing = await ask('/repos/acme/nothing');
      expect(missing.status).toBe(404);
      expect(await missing.json()).toEqual({
        message: 'Not Found',
        documentation_url: 'https://docs.github.com/rest',
        status: '404',
      });
      const stranger = await ask('/user', { authorization: 'Bearer wrong' });
      expect(stranger.status).toBe(401);
      expect(await stranger.json()).toMatchObject({
        message: 'Bad credentials',
      });
      const garbage = await fetch(
        `${forge.url}/api/v3/repos/acme/microapps/pulls`,
        {
          method: 'POST',
          headers: { authorization: `Bearer ${TOKEN}` },
          body: '{',
        },
      );
      expect(garbage.status).toBe(400);
      expect(await garbage.json()).toMatchObject({
        message: 'Problems parsing JSON',
      });
    });

    it('names the field that is wrong', async () => {
      await expect(
        forge.octokit.request('POST /repos/{owner}/{repo}/check-runs', {
          ...MICROAPPS,
          head_sha: 'main',
        } as never),
      ).rejects.toThrow(/"name" wasn't supplied/);
    });

    it.each(['-x', '--output=x', 'a..b', 'HEAD@{1}', 'main^', ':/x', 'a b'])(
      'never hands the revision %s to git',
      async revision => {
        const answer = await ask(
          `/repos/acme/microapps/commits/${encodeURIComponent(revision)}`,
        );

        expect(answer.status).toBe(422);
      },
    );

    it('lets nobody write without a token', async () => {
      const anonymous = octokitFor(forge.url);

      await expect(
        anonymous.issues.create({ ...MICROAPPS, title: 'x' }),
      ).rejects.toMatchObject({ status: 401 });
    });
  });
});
