import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { findKustomize } from './findProgram';
import { kustomizeBuild } from './kustomizeBuild';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

describe('kustomizeBuild', () => {
  const repository = createMockDirectory();
  beforeEach(() => repository.clear());

  async function program(text: string): Promise<string> {
    const path = repository.resolve('bin/kustomize');
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, `#!/bin/sh\n${text}\n`);
    await chmod(path, 0o755);
    return path;
  }

  function build(more: Partial<Parameters<typeof kustomizeBuild>[0]> = {}) {
    return kustomizeBuild({
      directory: repository.resolve('instances/a'),
      root: repository.path,
      ...more,
    });
  }

  it('builds with the real kustomize', async () => {
    if (!(await findKustomize())) {
      // Where it is missing, another test tells what is said.
      return;
    }
    repository.addContent({
      'instances/a/kustomization.yaml':
        'resources: [../../templates/t]\nnamePrefix: x-\n',
      'templates/t/kustomization.yaml': 'resources: [a.yaml]\n',
      'templates/t/a.yaml': CONFIG_MAP,
    });

    const result = await build();

    expect(result).toMatchObject({ outcome: 'built' });
    expect(result).toHaveProperty(
      'manifests',
      expect.stringContaining('name: x-a'),
    );
  });

  it.each([
    [
      'a URL',
      'resources: ["https://evil.example/a.yaml"]',
      'https://evil.example/a.yaml',
    ],
    [
      'a Git base',
      'resources: ["github.com/evil/base?ref=main"]',
      'github.com/evil/base?ref=main',
    ],
    [
      'a component by ssh',
      'components: ["git@evil.example:a/b"]',
      'git@evil.example:a/b',
    ],
    [
      'a field in other letters',
      'Resources: ["https://evil.example/a"]',
      'https://evil.example/a',
    ],
    [
      'a patch',
      'patches: [{ path: "https://evil.example/p.yaml" }]',
      'https://evil.example/p.yaml',
    ],
    [
      'a patch in other letters',
      'Patches: [{ Path: "https://evil.example/p" }]',
      'https://evil.example/p',
    ],
    [
      'a generated file',
      'configMapGenerator: [{ name: x, files: ["a=https://evil.example/f"] }]',
      'https://evil.example/f',
    ],
    [
      'an OpenAPI schema',
      'openapi: { path: "https://evil.example/o" }',
      'https://evil.example/o',
    ],
  ])('refuses %s before anything is started', async (_what, text, shown) => {
    repository.addContent({ 'instances/a/kustomization.yaml': `${text}\n` });

    await expect(build({ kustomize: '/nowhere/kustomize' })).resolves.toEqual({
      outcome: 'failed',
      message: `instances/a/kustomization.yaml refers to "${shown}", which is not in this repository. Only local files and folders can be used.`,
    });
  });

  it.each([
    [
      'helmCharts: [{ name: a, repo: "https://evil.example" }]',
      /fetches a Helm chart/,
    ],
    ['generators: [a.yaml]', /uses "generators"/],
    ['resources: [a.yaml]\nRESOURCES: [b.yaml]', /two spellings/],
    ['re\u017fources: [a.yaml]', /only plain letters/],
    ['a: [', /not valid YAML/],
    [
      'components: ["https://evil.example/a/b.git//x\\n"]',
      /refers to "https:\/\/evil\.example\/a\/b\.git\/\/x\\n", which holds a line break/,
    ],
    ['resources: ["a.yaml\\t"]', /holds a line break or another control/],
    [
      'patchesStrategicMerge: ["https://evil.example/p.yaml\\n"]',
      /holds a line break/,
    ],
    [
      'helmGlobals: { chartHome: "https://evil.example/c\\n" }',
      /holds a line break/,
    ],
    ['helmCharts: [{ name: ../../../../outside }]', /refers to ".*outside"/],
    ['helmGlobals: { configHome: . }', /Helm loads plugins/],
    ['<<: { resources: ["https://evil.example/a"] }', /merging them by "<<"/],
    ['resources: [!!binary YS55YW1s]', /Remove the YAML tags/],
    [
      '# a comment\u2028resources: ["https://evil.example/a"]',
      /invisible character U\+2028/,
    ],
    [
      '# a comment\rresources: ["https://evil.example/a"]',
      /invisible character U\+000D/,
    ],
  ])('refuses %j', async (text, sentence) => {
    repository.addContent({ 'instances/a/kustomization.yaml': `${text}\n` });

    const result = await build({ kustomize: '/nowhere/kustomize' });

    expect(result).toMatchObject({
      outcome: 'failed',
      message: expect.stringMatching(sentence),
    });
  });

  it('takes a patch that is written in place', async () => {
    repository.addContent({
      'instances/a/kustomization.yaml': `patchesStrategicMerge:\n  - |\n    ${CONFIG_MAP.replaceAll(
        '\n',
        '\n    ',
      )}\n`,
    });

    await expect(
      build({ kustomize: '/nowhere/kustomize' }),
    ).resolves.toMatchObject({ outcome: 'not-rendered' });
  });

  it('refuses a chart that lies outside of the repository', async () => {
    repository.addContent({
      'inner/instances/a/kustomization.yaml':
        'helmCharts: [{ name: ../../../../outside }]\n',
      'outside/Chart.yaml': 'name: outside\n',
    });

    await expect(
      kustomizeBuild({
        directory: repository.resolve('inner/instances/a'),
        root: repository.resolve('inner'),
      }),
    ).resolves.toMatchObject({
      message:
        'instances/a/kustomization.yaml refers to "../../../outside", which lies outside of this repository.',
    });
  });

  it('refuses what lies outside of the repository, also through a link', async () => {
    repository.addContent({
      'inner/instances/a/kustomization.yaml': 'resources: [link]\n',
      'outside/kustomization.yaml': 'resources: []\n',
    });
    await symlink(
      repository.resolve('outside'),
      repository.resolve('inner/instances/a/link'),
    );

    await expect(
      kustomizeBuild({
        directory: repository.resolve('inner/instances/a'),
        root: repository.resolve('inner'),
      }),
    ).resolves.toMatchObject({
      message:
        'instances/a/kustomization.yaml refers to "link", which lies outside of this repository.',
    });
  });

  it('says so when kustomize is missing, and never that all is well', async () => {
    repository.addContent({
      'instances/a/kustomization.yaml': 'resources: []\n',
    });

    await expect(build({ kustomize: '/nowhere/kustomize' })).resolves.toEqual({
      outcome: 'not-rendered',
      message:
        'kustomize was not found on PATH, so nothing was rendered. Install kustomize, or name it in the config.',
    });
  });

  it('says so when helm is missing', async () => {
    repository.addContent({
      'instances/a/kustomization.yaml': 'resources: []\n',
    });

    await expect(
      build({ kustomize: await program('exit 0'), helm: '/nowhere/helm' }),
    ).resolves.toMatchObject({
      outcome: 'not-rendered',
      message: expect.stringContaining('helm was not found'),
    });
  });

  it('shows nothing of the environment but PATH and folders', async () => {
    repository.addContent({
      'instances/a/kustomization.yaml': 'resources: []\n',
    });
    process.env.FORGE_TOKEN = 'secret';

    const result = await build({ kustomize: await program('/usr/bin/env') });

    delete process.env.FORGE_TOKEN;
    expect(result).toMatchObject({ outcome: 'built' });
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('passes on why a build failed, with the paths of the repository', async () => {
    repository.addContent({
      'instances/a/kustomization.yaml': 'resources: []\n',
    });
    const kustomize = await program(
      `echo "Error: no matches for ${repository.path}/templates/t" >&2; exit 1`,
    );

    await expect(build({ kustomize })).resolves.toEqual({
      outcome: 'failed',
      message: 'kustomize cannot build it: no matches for templates/t',
    });
  });

  it('stops a build that does not end', async () => {
    repository.addContent({
      'instances/a/kustomization.yaml': 'resources: []\n',
    });

    await expect(
      build({ kustomize: await program('exec sleep 60'), timeoutMs: 100 }),
    ).resolves.toEqual({
      outcome: 'failed',
      message: 'kustomize was stopped: it took longer than 0.1 seconds.',
    });
  });

  it('stops a build that writes without end', async () => {
    repository.addContent({
      'instances/a/kustomization.yaml': 'resources: []\n',
    });

    await expect(
      build({ kustomize: await program('exec yes'), maxOutputBytes: 4096 }),
    ).resolves.toEqual({
      outcome: 'failed',
      message: 'kustomize was stopped: it wrote more than 4 KiB.',
    });
  });
});
