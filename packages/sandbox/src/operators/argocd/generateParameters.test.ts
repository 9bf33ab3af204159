import {
  generateParameters,
  pathGlob,
  type GeneratorSources,
} from './generateParameters';

const pull = (number: number, ref: string, labels: string[] = []) => ({
  number,
  title: `Add ${ref}`,
  state: 'open',
  user: { login: 'portal' },
  labels: labels.map(name => ({ name })),
  head: { ref, sha: '0123456789abcdef0123456789abcdef01234567' },
  base: { ref: 'main' },
});

const sources: GeneratorSources = {
  listFiles: async () => [
    'README.md',
    '.github/workflows/x.yaml',
    'instances/a/values.yaml',
    'instances/a/production/values.yaml',
    'instances/b/values.yaml',
    'instances/old/values.yaml',
  ],
  readFile: async (_url, _revision, path) => `name: ${path.split('/')[1]}`,
  listPullRequests: async () => [
    pull(3, 'feature/Spring_Signup', ['preview']),
    pull(4, 'fix/typo'),
  ],
};

function generate(generator: unknown) {
  return generateParameters(generator, sources, { strict: true });
}

describe('pathGlob', () => {
  it.each([
    ['instances/*', 'instances/a', true],
    ['instances/*', 'instances/a/production', false],
    ['instances/**', 'instances/a/production', true],
    ['instances/**/values.yaml', 'instances/values.yaml', true],
    ['a.c', 'abc', false],
  ])('%s on %s: %s', (glob, path, expected) => {
    expect(pathGlob(glob).test(path)).toBe(expected);
  });
});

describe('generateParameters', () => {
  it('gives each folder that is included and not excluded', async () => {
    const parameters = await generate({
      git: {
        repoURL: 'x',
        directories: [
          { path: 'instances/*' },
          { path: 'instances/old', exclude: true },
        ],
      },
    });
    expect(parameters).toEqual([
      {
        path: {
          path: 'instances/a',
          basename: 'a',
          basenameNormalized: 'a',
          segments: ['instances', 'a'],
        },
      },
      { path: expect.objectContaining({ path: 'instances/b' }) },
    ]);
  });

  it('gives what stands in each file', async () => {
    const parameters = await generate({
      git: { repoURL: 'x', files: [{ path: 'instances/*/values.yaml' }] },
    });
    expect(parameters).toHaveLength(3);
    expect(parameters[0]).toMatchObject({
      name: 'a',
      path: { path: 'instances/a', filename: 'values.yaml' },
    });
  });

  it('gives each pull request that passes a filter', async () => {
    const parameters = await generate({
      pullRequest: {
        github: { owner: 'acme', repo: 'microapps' },
        filters: [{ branchMatch: '^feature/.*' }],
        values: { app: '{{ .branch | trimPrefix "feature/" }}' },
      },
    });
    expect(parameters).toEqual([
      {
        number: '3',
        title: 'Add feature/Spring_Signup',
        branch: 'feature/Spring_Signup',
        branch_slug: 'feature-spring-signup',
        target_branch: 'main',
        target_branch_slug: 'main',
        head_sha: '0123456789abcdef0123456789abcdef01234567',
        head_short_sha: '01234567',
        head_short_sha_7: '0123456',
        labels: ['preview'],
        author: 'portal',
        values: { app: 'Spring_Signup' },
      },
    ]);
  });

  it('gives pull requests that have all labels asked for', async () => {
    await expect(
      generate({
        pullRequest: {
          github: { owner: 'acme', repo: 'microapps', labels: ['preview'] },
        },
      }),
    ).resolves.toMatchObject([{ number: '3' }]);
  });

  it('crosses two generators, the second of which sees the first', async () => {
    await expect(
      generate({
        matrix: {
          generators: [
            { list: { elements: [{ region: 'eu' }, { region: 'us' }] } },
            { list: { elements: [{ cluster: '{{ .region }}-1' }] } },
          ],
        },
      }),
    ).resolves.toEqual([
      { region: 'eu', cluster: 'eu-1' },
      { region: 'us', cluster: 'us-1' },
    ]);
  });

  it.each([
    [{ scmProvider: {} }, 'the generator scmProvider is not known'],
    [{ git: {} }, 'generator.git.repoURL: Required'],
  ])('refuses %j', async (generator, message) => {
    await expect(generate(generator)).rejects.toThrow(message);
  });
});
