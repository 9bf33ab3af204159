import {
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSource, type BuildRequest } from './buildSource';
import { canTest } from '../../__testUtils__/onlyWith';

const describeWithKustomize = canTest('builds are', 'kustomize')
  ? describe
  : describe.skip;

const configMap = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\n`;

describeWithKustomize('buildSource', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'build-'));
  });

  afterEach(() => rm(root, { recursive: true }));

  async function write(files: Record<string, string>) {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
  }

  function build(path: string, rest: Partial<BuildRequest> = {}) {
    return buildSource({
      tree: { root, exclusive: run => run() },
      path,
      additions: {},
      tools: { kustomize: 'kustomize', charts: true },
      withoutKustomization: 'plain',
      ...rest,
    });
  }

  it('adds to the kustomization while it builds, and puts it back', async () => {
    const text = '# ours\nresources: [a.yaml]\n';
    await write({
      'app/kustomization.yaml': text,
      'app/a.yaml': configMap('a'),
    });
    const built = await build('app', { additions: { namespace: 'x' } });
    expect(built).toMatchObject({
      sourceType: 'Kustomize',
      objects: [{ metadata: { name: 'a', namespace: 'x' } }],
    });
    await expect(
      readFile(join(root, 'app/kustomization.yaml'), 'utf8'),
    ).resolves.toBe(text);
  });

  it('speaks with the words of kustomize, without paths of this machine', async () => {
    await write({ 'app/kustomization.yaml': 'resources: [missing.yaml]\n' });
    const failure = await build('app').catch(error => error.message);
    expect(failure).toContain('`kustomize build <path to cached source>/app`');
    expect(failure).toContain('missing.yaml');
    expect(failure).not.toContain(root);
  });

  it('says that a chart needs helm where there is none', async () => {
    await write({
      'app/kustomization.yaml': 'helmCharts: [{ name: chart }]\n',
    });
    await expect(build('app')).rejects.toThrow('no helm was found');
  });

  it.each([
    ['nowhere', 'app path does not exist'],
    ['../', 'app path is outside of the repository'],
    ['link', 'app path is outside of the repository'],
  ])('refuses the path %s', async (path, message) => {
    await symlink(tmpdir(), join(root, 'link'));
    await expect(build(path)).rejects.toThrow(message);
  });

  it('takes plain files as they are, of folders below only when asked', async () => {
    await write({
      'app/a.yaml': configMap('a'),
      'app/below/b.yaml': configMap('b'),
      'app/notes.txt': 'x',
    });
    const names = async (recurse: boolean) =>
      (await build('app', { recurse })).objects.map(one => one.metadata.name);
    await expect(names(false)).resolves.toEqual(['a']);
    await expect(names(true)).resolves.toEqual(['a', 'b']);
  });

  it('generates a kustomization of all that stands below', async () => {
    await write({
      'app/a.yaml': configMap('a'),
      'app/whole/kustomization.yaml': 'resources: [c.yaml]\n',
      'app/whole/c.yaml': configMap('c'),
      'app/whole/unused.yaml': configMap('unused'),
    });
    const built = await build('app', { withoutKustomization: 'generate' });
    expect(built.objects.map(one => one.metadata.name)).toEqual(['a', 'c']);
    await expect(
      readFile(join(root, 'app/kustomization.yaml')),
    ).rejects.toThrow('ENOENT');
  });
});
