import { mockServices } from '@backstage/backend-test-utils';
import { FAKE_GITHUB_TOKEN, FakeGithub } from '../testUtils/FakeGithub';
import { Forge } from './Forge';

const FILES = [
  { path: 'instances/event/values.yaml', content: 'title: Frühling\n' },
  { path: 'instances/event/kustomization.yaml', content: 'resources: []\n' },
];
const REQUEST = {
  branch: 'feature/event',
  title: 'Add Spring event',
  body: 'Somebody asks for it.',
  files: FILES,
  author: { name: 'Ana Lopes', email: 'ana@acme.example' },
};
/** All that an undisturbed request writes. */
const WRITES = [
  'POST git/trees',
  'POST git/commits',
  'POST git/refs',
  'POST pulls',
];

describe('openPullRequest', () => {
  let github: FakeGithub;
  let forge: Forge;

  function createForge() {
    return Forge.create({
      location: github.location,
      integrations: github.integrations,
      logger: mockServices.logger.mock(),
      limits: { retryWaitMs: 1, timeoutMs: 2_000 },
    });
  }

  beforeEach(async () => {
    github = await FakeGithub.start({ 'README.md': 'Micro-apps\n' });
    forge = createForge();
  });
  afterEach(() => github.stop());

  /** The files of every request that there is. */
  function requests() {
    const { repository } = github;
    return repository.pulls.map(({ head }) => repository.filesAt(head));
  }
  /** Exactly the request that was asked for: nothing lost, nothing doubled. */
  const ONE_REQUEST = [
    {
      'README.md': 'Micro-apps\n',
      'instances/event/values.yaml': 'title: Frühling\n',
      'instances/event/kustomization.yaml': 'resources: []\n',
    },
  ];

  it('writes one commit on its own branch, in the name of the person, and opens the request', async () => {
    await expect(forge.openPullRequest(REQUEST)).resolves.toEqual({
      number: 1,
      url: 'https://github.test/acme/microapps/pull/1',
      created: true,
    });

    expect(requests()).toEqual(ONE_REQUEST);
    expect(github.writes).toEqual(WRITES);
    const { repository } = github;
    expect(repository.headOf('feature/event')).toMatchObject({
      parents: [repository.branches.get('main')],
      author: REQUEST.author,
      message:
        'Add Spring event\n\nCo-authored-by: Ana Lopes <ana@acme.example>\n',
    });
    expect(repository.pulls[0]).toMatchObject({
      title: 'Add Spring event',
      body: 'Somebody asks for it.',
      base: 'main',
    });
  });

  it('keeps the lines of Git whole whatever the person is called', async () => {
    await forge.openPullRequest({
      ...REQUEST,
      author: { name: 'Eve\nSigned-off-by: Sam <sam@acme.example>' },
    });

    expect(github.repository.headOf('feature/event')?.message).toBe(
      'Add Spring event\n\nCo-authored-by: Eve Signed-off-by: Sam  sam@acme.example <unknown@portal.invalid>\n',
    );
  });

  it('finds the request of an earlier call', async () => {
    const first = await forge.openPullRequest(REQUEST);

    await expect(createForge().openPullRequest(REQUEST)).resolves.toEqual({
      ...first,
      created: false,
    });
    expect(github.writes).toEqual(WRITES);
  });

  it.each([
    ['tree', 'POST', /git\/trees/],
    ['commit', 'POST', /git\/commits/],
    ['branch', 'POST', /git\/refs/],
    ['request', 'POST', /pulls/],
  ])(
    'neither loses nor doubles anything when the line breaks after the %s',
    async (_step, method, path) => {
      // The call's own retries break too. Whether it can tell what became of it or not …
      github.fail({ method, path, times: 3, hangUpAfterwards: true });
      await forge.openPullRequest(REQUEST).catch(() => {});

      // … the next call ends with what was asked for.
      await createForge().openPullRequest(REQUEST);

      expect(requests()).toEqual(ONE_REQUEST);
    },
  );

  it.each([
    ['commit', /git\/commits/],
    ['branch', /git\/refs/],
    ['request', /pulls/],
  ])('is complete after a kill before the %s', async (_step, path) => {
    github.fail({ method: 'POST', path, times: 3, status: 500 });

    await expect(forge.openPullRequest(REQUEST)).rejects.toThrow(
      /has a problem/,
    );
    expect(github.repository.pulls).toHaveLength(0);
    await createForge().openPullRequest(REQUEST);

    expect(requests()).toEqual(ONE_REQUEST);
  });

  it('uses the branch that an earlier try left between commit and request', async () => {
    const left = github.repository.push(
      'feature/event',
      Object.fromEntries(FILES.map(({ path, content }) => [path, content])),
    );

    await forge.openPullRequest(REQUEST);

    expect(requests()).toEqual(ONE_REQUEST);
    expect(github.writes).toEqual(['POST pulls']);
    expect(github.repository.pulls[0].headSha).toBe(left);
  });

  it('moves a branch forward that was left with other answers, without force', async () => {
    const { repository } = github;
    const left = repository.push(
      'feature/event',
      { 'instances/event/values.yaml': 'title: Old\n' },
      { date: '2026-01-01T00:00:00Z' },
    );
    const main = repository.push('main', { 'README.md': 'Micro-apps\n' });

    await forge.openPullRequest(REQUEST);

    expect(requests()).toEqual(ONE_REQUEST);
    expect(repository.headOf('feature/event')?.parents).toEqual([left, main]);
  });

  it('refuses to take a name that somebody else is asking for in the same minute', async () => {
    github.repository.push(
      'feature/event',
      { 'instances/event/values.yaml': 'title: Theirs\n' },
      { author: { name: 'Bo', email: 'bo@acme.example' } },
    );

    await expect(forge.openPullRequest(REQUEST)).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        'Somebody else is asking for event at this moment. Choose another name, or try again in a few minutes.',
    });
    expect(github.writes).toEqual([]);
  });

  it.each([
    ['merged', true],
    ['closed', false],
  ])('begins the branch anew after its request was %s', async (_how, merge) => {
    const { repository } = github;
    repository.push('feature/event', {
      'instances/event/values.yaml': 'title: Old\n',
    });
    repository.open('feature/event');
    repository.close(1, { merge });
    // Afterwards the micro-app was removed.
    const main = repository.commit({ files: { 'README.md': 'Micro-apps\n' } });
    repository.branches.set('main', main);

    await expect(forge.openPullRequest(REQUEST)).resolves.toMatchObject({
      number: 2,
      created: true,
    });
    expect(repository.headOf('feature/event')?.parents).toEqual([main]);
    expect(
      repository.filesAt('feature/event')['instances/event/values.yaml'],
    ).toBe('title: Frühling\n');
  });

  it('refuses while another request of this name is open', async () => {
    github.repository.push('feature/event', {
      'instances/event/values.yaml': 'title: Theirs\n',
    });
    github.repository.open('feature/event');

    await expect(forge.openPullRequest(REQUEST)).rejects.toMatchObject({
      name: 'ConflictError',
      message:
        'There is already an open request for event (#1), and it asks for something else. Wait until it is merged or closed, or choose another name.',
    });
    expect(github.writes).toEqual([]);
  });

  it('gives two calls at the same time the same request', async () => {
    const results = await Promise.all([
      forge.openPullRequest(REQUEST),
      createForge().openPullRequest(REQUEST),
    ]);

    expect(results.map(({ number }) => number)).toEqual([1, 1]);
    expect(requests()).toEqual(ONE_REQUEST);
  });

  it('does not hand over a request that somebody turned into another in between', async () => {
    github.fail({
      method: 'POST',
      path: /pulls/,
      meanwhile: repository => {
        repository.push('feature/event', {
          'instances/event/values.yaml': 'title: Theirs\n',
        });
      },
    });

    await expect(forge.openPullRequest(REQUEST)).rejects.toThrow(
      'There is already an open request for event (#1)',
    );
  });

  it('works again by itself after a forge that answers 502', async () => {
    github.fail({ times: 2, status: 502 });
    github.fail({ method: 'POST', path: /git\/trees/, times: 2, status: 502 });

    await expect(forge.openPullRequest(REQUEST)).resolves.toMatchObject({
      created: true,
    });
    expect(requests()).toEqual(ONE_REQUEST);
  });

  it('waits as long as a secondary rate limit asks', async () => {
    github.fail({
      method: 'POST',
      path: /git\/commits/,
      status: 403,
      message: 'You have exceeded a secondary rate limit.',
      headers: { 'retry-after': '1' },
    });

    await expect(forge.openPullRequest(REQUEST)).resolves.toMatchObject({
      created: true,
    });
    expect(requests()).toEqual(ONE_REQUEST);
  });

  it('stops when the person cancels', async () => {
    const controller = new AbortController();
    github.fail({
      path: /git\/ref/,
      meanwhile: () => controller.abort(),
      status: 502,
    });

    await expect(
      forge.openPullRequest({ ...REQUEST, signal: controller.signal }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    expect(github.repository.pulls).toHaveLength(0);
  });

  it.each([
    [
      { status: 401 },
      'AuthenticationError',
      "does not accept the portal's credentials, so it failed to open the request. Ask your SRE to renew them under integrations.github.",
    ],
    [
      { status: 403, message: 'Resource not accessible by integration' },
      'NotAllowedError',
      'The portal may not do this in acme/microapps',
    ],
    [
      { status: 404 },
      'NotFoundError',
      'was not found, or the portal may not see it',
    ],
    [
      {
        status: 403,
        message: 'secondary rate limit',
        headers: { 'retry-after': '3600' },
      },
      'ServiceUnavailableError',
      'asks to slow down. Try again in a few minutes.',
    ],
    [
      { status: 502, times: 3 },
      'ServiceUnavailableError',
      'has a problem (it answered 502 to open the request). Try again in a few minutes.',
    ],
  ])('says what to do after %j', async (fault, name, sentence) => {
    github.fail({ path: /pulls/, ...fault });

    const error: Error = await forge.openPullRequest(REQUEST).catch(e => e);

    expect(error.name).toBe(name);
    expect(error.message).toContain(sentence);
    expect(JSON.stringify([error, error.stack, error.cause])).not.toContain(
      FAKE_GITHUB_TOKEN,
    );
  });

  it('gives up on a forge that takes the question and never answers', async () => {
    const { host } = github.location;
    github.fail({ path: /pulls/, times: 3, neverAnswer: true });
    const impatient = Forge.create({
      location: github.location,
      integrations: github.integrations,
      logger: mockServices.logger.mock(),
      limits: { retryWaitMs: 1, timeoutMs: 50 },
    });

    await expect(impatient.openPullRequest(REQUEST)).rejects.toThrow(
      `GitHub at ${host} does not answer. Try again in a few minutes; what was done already is found.`,
    );
  });

  it('says so when the forge is down', async () => {
    const { host } = github.location;
    await github.stop();

    await expect(forge.openPullRequest(REQUEST)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: `GitHub at ${host} does not answer. Try again in a few minutes; what was done already is found.`,
    });
  });
});
