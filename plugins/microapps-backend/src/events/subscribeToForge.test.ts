import { mockServices } from '@backstage/backend-test-utils';
import { subscribeToForge } from './subscribeToForge';

describe('subscribeToForge', () => {
  let events: ReturnType<typeof mockServices.events>;
  let heard: string[];

  beforeEach(async () => {
    heard = [];
    events = mockServices.events();
    await subscribeToForge({
      events,
      repository: {
        url: 'https://forge.example/acme/microapps',
        host: 'forge.example',
        owner: 'acme',
        repo: 'microapps',
        branch: 'main',
      },
      listener: {
        onPush: ({ deployed }) =>
          heard.push(deployed ? 'push' : 'push elsewhere'),
        onPullRequest: () => heard.push('pull request'),
        onChecks: sha => heard.push(`checks of ${sha}`),
      },
    });
  });

  it.each([
    ['push', {}, ['push']],
    ['push', { ref: 'refs/heads/main' }, ['push']],
    ['push', { ref: 'refs/heads/feature/main' }, ['push elsewhere']],
    ['pull_request', { action: 'closed' }, ['pull request']],
    ['check_run', { check_run: { head_sha: 'abc' } }, ['checks of abc']],
    ['status', { sha: 'abc' }, ['checks of abc']],
    ['check_run', {}, []],
    ['push', { repository: { full_name: 'acme/other' } }, []],
    ['push', { repository: undefined }, []],
  ])('hears of %s %j: %j', async (event, payload, expected) => {
    await events.publish({
      topic: `github.${event}`,
      eventPayload: { repository: { full_name: 'Acme/microapps' }, ...payload },
    });
    expect(heard).toEqual(expected);
  });
});
