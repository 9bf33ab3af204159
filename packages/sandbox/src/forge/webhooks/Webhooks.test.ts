import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

import { recordWebhooks } from '../__testUtils__/recordWebhooks';
import {
  MICROAPPS,
  openTestPullRequest,
  startTestForge,
} from '../__testUtils__/startTestForge';

const SECRET = 'webhook-secret';

// Real git and real sockets take their time on a busy machine.
jest.setTimeout(60_000);

describe('Webhooks', () => {
  let forge: Awaited<ReturnType<typeof startTestForge>>;
  let hooks: Awaited<ReturnType<typeof recordWebhooks>>;

  const listenTo = (events: string[], url = hooks.url) =>
    forge.octokit.repos.createWebhook({
      ...MICROAPPS,
      config: { url, secret: SECRET, content_type: 'json' },
      events,
    });

  beforeEach(async () => {
    forge = await startTestForge({ webhookTimeout: 200 });
    hooks = await recordWebhooks();
  });

  afterEach(async () => {
    await forge.stop();
    await hooks.close();
  });

  it('pings a new hook, signed with its secret', async () => {
    const { data: hook } = await listenTo(['push']);

    const ping = await hooks.waitFor(each => each.event === 'ping');

    const signature = createHmac('sha256', SECRET)
      .update(ping.text)
      .digest('hex');
    expect(ping.headers['x-hub-signature-256']).toBe(`sha256=${signature}`);
    expect(ping.headers['x-github-delivery']).toMatch(/^[0-9a-f-]{36}$/);
    expect(ping.payload).toMatchObject({ hook_id: hook.id });
    expect(hook.config.secret).toBe('********');
  });

  it('tells what happens to a pull request, in order', async () => {
    await listenTo(['*']);
    const { number, sha } = await openTestPullRequest(forge.octokit, 'event');
    const { data: run } = await forge.octokit.checks.create({
      ...MICROAPPS,
      name: 'validate',
      head_sha: sha,
      status: 'in_progress',
    });
    await forge.octokit.checks.update({
      ...MICROAPPS,
      check_run_id: run.id,
      conclusion: 'success',
    });
    await forge.octokit.repos.createCommitStatus({
      ...MICROAPPS,
      sha,
      state: 'success',
    });
    await forge.octokit.issues.createComment({
      ...MICROAPPS,
      issue_number: number,
      body: 'Good',
    });
    await forge.octokit.pulls.createReview({
      ...MICROAPPS,
      pull_number: number,
      event: 'COMMENT',
      body: 'Fine',
    });
    await forge.octokit.pulls.merge({ ...MICROAPPS, pull_number: number });
    await hooks.waitFor(each => each.event === 'delete');

    expect(
      hooks.received.map(({ event, payload }) =>
        [event, payload.action ?? payload.ref].filter(Boolean).join(' '),
      ),
    ).toEqual([
      'ping',
      'push refs/heads/feature/event',
      'create feature/event',
      'pull_request opened',
      'check_run created',
      'check_run completed',
      'status',
      'issue_comment created',
      'pull_request_review submitted',
      'push refs/heads/main',
      'pull_request closed',
      'push refs/heads/feature/event',
      'delete feature/event',
    ]);
  });

  it('says in a push what changed, where, and by whom', async () => {
    await listenTo(['push']);
    const { sha } = await openTestPullRequest(forge.octokit, 'event');

    const push = await hooks.waitFor(each => each.event === 'push');

    expect(push.payload).toMatchObject({
      ref: 'refs/heads/feature/event',
      created: true,
      after: sha,
      commits: [{ id: sha, added: ['instances/event/values.yaml'] }],
      pusher: { name: 'portal' },
      repository: {
        full_name: 'acme/microapps',
        default_branch: 'main',
        html_url: `${forge.url}/acme/microapps`,
        clone_url: `${forge.url}/acme/microapps.git`,
      },
    });
  });

  it('says that a merged pull request was merged, and by which commit', async () => {
    await listenTo(['pull_request']);
    const { number } = await openTestPullRequest(forge.octokit, 'event');
    const { data: merge } = await forge.octokit.pulls.merge({
      ...MICROAPPS,
      pull_number: number,
      merge_method: 'squash',
    });

    const closed = await hooks.waitFor(
      each => each.payload.action === 'closed',
    );

    expect(closed.payload).toMatchObject({
      number,
      pull_request: { merged: true, merge_commit_sha: merge.sha },
      sender: { login: 'portal' },
    });
  });

  it('sends only what a hook asked for', async () => {
    await listenTo(['pull_request']);
    await openTestPullRequest(forge.octokit, 'event');
    await hooks.waitFor(each => each.event === 'pull_request');

    expect(hooks.received.map(each => each.event)).toEqual([
      'ping',
      'pull_request',
    ]);
  });

  it('records a receiver that does not answer in time, and goes on', async () => {
    const silent = createServer(() => {});
    await new Promise<void>(done => {
      silent.listen(0, '127.0.0.1', done);
    });
    const { port } = silent.address() as AddressInfo;
    const { data: hook } = await listenTo(['push'], `http://127.0.0.1:${port}`);
    await listenTo(['push']);
    await hooks.waitFor(each => each.event === 'ping');

    let deliveries: { status_code: number; status: string }[] = [];
    while (deliveries.length === 0) {
      const { data } = await forge.octokit.repos.listWebhookDeliveries({
        ...MICROAPPS,
        hook_id: hook.id,
      });
      deliveries = data;
    }

    silent.closeAllConnections();
    silent.close();
    expect(deliveries).toMatchObject([
      { status_code: 504, status: 'timed out' },
    ]);
  });

  it('refuses a second hook for the same address', async () => {
    await listenTo(['push']);

    await expect(listenTo(['push'])).rejects.toThrow(
      /Hook already exists on this repository/,
    );
  });
});
