import { expect, test } from '@playwright/test';
import { basicWebApp } from '../support/answers';
import { BackstageClient } from '../support/backstageClient';
import { withFaults } from '../support/faults';
import {
  branchesOf,
  filesOfCommit,
  pullRequestsOf,
} from '../support/forgeClient';

async function send(answers: Record<string, unknown>, template?: string) {
  const guest = await BackstageClient.signInAsGuest();
  return await guest.sendAndWait(template ?? 'basic-webapp', answers);
}

async function expectNothingOnTheForge(app: string) {
  expect(await branchesOf(app)).toEqual([]);
  expect(await pullRequestsOf(app)).toEqual([]);
}

async function expectOneRequestOnTheForge(app: string) {
  expect(await branchesOf(app)).toEqual([`refs/heads/feature/${app}`]);
  const pullRequests = await pullRequestsOf(app);
  expect(pullRequests).toHaveLength(1);
  expect(await filesOfCommit(pullRequests[0].head.sha)).toEqual([
    `instances/${app}/kustomization.yaml`,
    `instances/${app}/values.yaml`,
  ]);
}

test('a taken name is refused with the team that has it', async () => {
  const { status, error } = await send(basicWebApp('lunch-planner'));
  expect(status).toBe('failed');
  expect(error).toMatch(/"lunch-planner" is taken .*people-team/i);
  await expectNothingOnTheForge('lunch-planner');
});

for (const [what, answers, field] of [
  ['an invalid name', basicWebApp('Not A Name'), 'name'],
  [
    'a missing cost center',
    { ...basicWebApp('bad-cost-center'), costCenter: undefined },
    'costCenter',
  ],
] as const) {
  test(`${what} is refused before anything is started`, async () => {
    const guest = await BackstageClient.signInAsGuest();
    await expect(guest.startTask('basic-webapp', answers)).rejects.toThrow(
      new RegExp(field),
    );
    await expectNothingOnTheForge(answers.name);
  });
}

test('a template that does not exist is refused with a sentence', async () => {
  const guest = await BackstageClient.signInAsGuest();
  await expect(
    guest.startTask('no-such-template', basicWebApp('bad-template')),
  ).rejects.toThrow(/not found/i);
  await expectNothingOnTheForge('bad-template');
});

test('a forge that is down is named, and nothing is half made', async () => {
  const app = 'forge-down';
  const { status, error } = await withFaults(
    [{ method: 'POST', path: '/api/v3/', drop: true, count: 1000 }],
    async () => await send(basicWebApp(app)),
  );
  expect(status).toBe('failed');
  expect(error).toMatch(/does not answer.*[Tt]ry again/s);
  await expectNothingOnTheForge(app);

  // The same form, sent again when the forge is back.
  const again = await send(basicWebApp(app));
  expect(again.error).toBe('');
  await expectOneRequestOnTheForge(app);
});

test('a forge that answers 502 and then works gets one request', async () => {
  const app = 'forge-502';
  const { status, error } = await withFaults(
    [
      {
        method: 'POST',
        path: '/api/v3/repos/.*/(git|pulls)',
        status: 502,
        count: 2,
      },
    ],
    async () => await send(basicWebApp(app)),
  );
  expect(error).toBe('');
  expect(status).toBe('completed');
  await expectOneRequestOnTheForge(app);
});

test('a retry after a cut between commit and pull request finds its branch', async () => {
  const app = 'forge-cut';
  const first = await withFaults(
    [{ method: 'POST', path: '/pulls$', drop: true, count: 1000 }],
    async () => await send(basicWebApp(app)),
  );
  expect(first.status).toBe('failed');
  expect(await branchesOf(app)).toEqual([`refs/heads/feature/${app}`]);
  expect(await pullRequestsOf(app)).toEqual([]);

  const second = await send(basicWebApp(app));
  expect(second.error).toBe('');
  expect(second.output.pullRequestUrl ?? second.output.links).toBeTruthy();
  await expectOneRequestOnTheForge(app);
});

test('sending the same form twice makes one request', async () => {
  const app = 'sent-twice';
  const first = await send(basicWebApp(app));
  const second = await send(basicWebApp(app));
  expect([first.error, second.error]).toEqual(['', '']);
  await expectOneRequestOnTheForge(app);
});
