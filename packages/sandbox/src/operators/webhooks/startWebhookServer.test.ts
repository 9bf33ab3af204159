import { silentLogger } from '../logging/Logger';
import { startWebhookServer, type WebhookEvent } from './startWebhookServer';
import { signatureOf } from './verifySignature';

describe('startWebhookServer', () => {
  const events: WebhookEvent[] = [];
  let server: Awaited<ReturnType<typeof startWebhookServer>>;

  beforeAll(async () => {
    server = await startWebhookServer({
      port: 0,
      path: '/hook',
      secret: 'secret',
      logger: silentLogger,
      onEvent: event => events.push(event),
    });
  });

  afterAll(() => server.stop());

  function send(body: string, signature: string, event = 'pull_request') {
    return fetch(server.url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'x-github-event': event,
        'x-hub-signature-256': signature,
      },
    });
  }

  it('hands on what is signed', async () => {
    const body = JSON.stringify({
      action: 'opened',
      repository: { full_name: 'acme/microapps' },
      pull_request: { number: 7, head: { sha: 'abc' } },
    });
    const response = await send(body, signatureOf(body, 'secret'));
    expect(response.status).toBe(202);
    expect(events).toEqual([
      {
        event: 'pull_request',
        action: 'opened',
        ref: undefined,
        repository: 'acme/microapps',
        pullRequest: { number: 7, headSha: 'abc' },
      },
    ]);
  });

  it.each([
    ['signed with another secret', '{}', signatureOf('{}', 'other'), 401],
    ['not signed', '{}', '', 401],
    ['no event', '[1', signatureOf('[1', 'secret'), 204],
    ['a ping', '{"zen":"x"}', signatureOf('{"zen":"x"}', 'secret'), 204],
  ])('hands on nothing that is %s', async (_, body, signature, status) => {
    events.length = 0;
    const response = await send(body, signature);
    expect(response.status).toBe(status);
    expect(events).toEqual([]);
  });
});
