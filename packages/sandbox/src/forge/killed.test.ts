import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import {
  commitOnBranch,
  git,
  MICROAPPS,
  octokitFor,
  openTestPullRequest,
  startTestForge,
  TOKEN,
} from './__testUtils__/startTestForge';

jest.setTimeout(60_000);

async function spawnForge(
  stateDir: string,
): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(
    process.execPath,
    [
      '--require',
      require.resolve('@backstage/cli/config/nodeTransform.cjs'),
      resolve(__dirname, '__testUtils__/forgeProcess.ts'),
      stateDir,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [line] = await once(child.stdout!, 'data');
  return { child, url: String(line).trim() };
}

async function killNow(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('a forge that is killed', () => {
  it('has kept all that it had answered for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'forge-kill-'));
    const first = await spawnForge(folder);
    const octokit = octokitFor(first.url, TOKEN);
    const { number, sha } = await openTestPullRequest(octokit, 'event');
    await octokit.issues.createComment({
      ...MICROAPPS,
      issue_number: number,
      body: 'Said',
    });
    await killNow(first.child);

    const second = await spawnForge(folder);
    const { data } = await octokitFor(second.url, TOKEN).pulls.get({
      ...MICROAPPS,
      pull_number: number,
    });
    await killNow(second.child);
    await rm(folder, { recursive: true });

    expect(data).toMatchObject({ state: 'open', comments: 1, head: { sha } });
  });

  it('finishes a squash that had moved the branch but was not yet noted', async () => {
    const forge = await startTestForge();
    const { number } = await openTestPullRequest(forge.octokit, 'event');
    const merged = await commitOnBranch(forge.octokit, 'squashed', { a: 'b' });
    // What a kill leaves between the two writes of a merge:
    await forge.restart({}, async () => {
      const state = join(forge.folder, 'state/acme/microapps.json');
      const record = JSON.parse(await readFile(state, 'utf8'));
      const [{ author, pull }] = record.issues;
      pull.pendingMerge = { sha: merged, by: author };
      await writeFile(state, JSON.stringify(record));
      const bare = join(forge.folder, 'state/acme/microapps.git');
      await git(bare, 'update-ref', 'refs/heads/main', merged);
    });

    const { data } = await forge.octokit.pulls.get({
      ...MICROAPPS,
      pull_number: number,
    });
    await forge.stop();
    expect(data).toMatchObject({ merged: true, merge_commit_sha: merged });
  });
});
