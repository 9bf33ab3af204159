import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Octokit } from '@octokit/rest';

import { gitEnvironment } from '../git/Git';
import { ForgeOptions, ForgeUser, SeedRepository } from '../options';
import { startForge } from '../startForge';

export const TOKEN = 'portal-token';

export const PORTAL: ForgeUser = {
  login: 'portal',
  name: 'Portal',
  email: 'portal@acme.example',
  type: 'Bot',
};

/** The repository that most tests work with. */
export const MICROAPPS = { owner: 'acme', repo: 'microapps' };

export const SEED: SeedRepository = {
  name: 'microapps',
  description: 'Micro-apps',
  message: 'Begin',
  author: { name: 'Sam Okafor', email: 'sam@acme.example' },
  files: [
    { path: 'README.md', content: '# Micro-apps\n' },
    { path: 'instances/press-kit/values.yaml', content: 'replicas: 1\n' },
    { path: 'tools/run.sh', content: '#!/bin/sh\n', mode: '100755' },
  ],
};

/** An octokit that neither retries nor writes to the console. */
export function octokitFor(url: string, token?: string): Octokit {
  const quiet = () => {};
  return new Octokit({
    baseUrl: `${url}/api/v3`,
    auth: token,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
}

/** A forge for one test. */
export type TestForge = {
  readonly folder: string;
  readonly url: string;
  readonly octokit: Octokit;
  /** The address with which the plain git client may push. */
  readonly remote: string;
  /** @param meanwhile - done while the forge is away */
  restart(
    more?: Partial<ForgeOptions>,
    meanwhile?: () => Promise<unknown>,
  ): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a forge in a folder that goes away with it. */
export async function startTestForge(
  options: Partial<ForgeOptions> = {},
): Promise<TestForge> {
  const folder = await mkdtemp(join(tmpdir(), 'forge-test-'));
  const start = (more: Partial<ForgeOptions> = {}) =>
    startForge({
      stateDir: join(folder, 'state'),
      port: 0,
      tokens: { [TOKEN]: PORTAL },
      seed: [SEED],
      ...options,
      ...more,
    });
  let forge = await start();
  return {
    folder,
    get url() {
      return forge.url;
    },
    get octokit() {
      return octokitFor(forge.url, TOKEN);
    },
    get remote() {
      return `${forge.url.replace(
        '://',
        `://portal:${TOKEN}@`,
      )}/acme/microapps.git`;
    },
    async restart(
      more: Partial<ForgeOptions> = {},
      meanwhile: () => Promise<unknown> = async () => {},
    ) {
      await forge.stop();
      await meanwhile();
      forge = await start(more);
    },
    async stop() {
      await forge.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs the plain git client as Ana and gives what it printed. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, {
    cwd,
    env: {
      ...gitEnvironment(),
      GIT_AUTHOR_NAME: 'Ana Lopes',
      GIT_AUTHOR_EMAIL: 'ana@acme.example',
      GIT_COMMITTER_NAME: 'Ana Lopes',
      GIT_COMMITTER_EMAIL: 'ana@acme.example',
    },
  });
  return stdout.trim();
}

/** Commits files onto a new branch as the portal does, and gives the commit. */
export async function commitOnBranch(
  octokit: Octokit,
  branch: string,
  files: Record<string, string>,
): Promise<string> {
  const { data: base } = await octokit.git.getRef({
    ...MICROAPPS,
    ref: 'heads/main',
  });
  const parent = base.object.sha;
  const { data: tree } = await octokit.git.createTree({
    ...MICROAPPS,
    base_tree: parent,
    tree: Object.entries(files).map(([path, content]) => ({
      path,
      mode: '100644',
      type: 'blob',
      content,
    })),
  });
  const { data: commit } = await octokit.git.createCommit({
    ...MICROAPPS,
    tree: tree.sha,
    parents: [parent],
    message: `Add ${branch}\n\nCo-authored-by: Ana Lopes <ana@acme.example>`,
  });
  await octokit.git.createRef({
    ...MICROAPPS,
    ref: `refs/heads/${branch}`,
    sha: commit.sha,
  });
  return commit.sha;
}

/** Opens a pull request that adds one file, and gives its number and commit. */
export async function openTestPullRequest(
  octokit: Octokit,
  app: string,
): Promise<{ number: number; sha: string }> {
  const branch = `feature/${app}`;
  const sha = await commitOnBranch(octokit, branch, {
    [`instances/${app}/values.yaml`]: `name: ${app}\n`,
  });
  const { data } = await octokit.pulls.create({
    ...MICROAPPS,
    head: branch,
    base: 'main',
    title: `Create ${app}`,
    body: `A request for **${app}**.`,
  });
  return { number: data.number, sha };
}

/** The commit that a branch points at. */
export async function headOf(
  octokit: Octokit,
  branch: string,
): Promise<string> {
  const { data } = await octokit.git.getRef({
    ...MICROAPPS,
    ref: `heads/${branch}`,
  });
  return data.object.sha;
}
