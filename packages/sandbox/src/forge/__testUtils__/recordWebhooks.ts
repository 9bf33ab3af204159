import { EventEmitter, once } from 'node:events';
import { createServer, IncomingHttpHeaders } from 'node:http';
import { AddressInfo } from 'node:net';

/** A delivery as a receiver sees it. */
export type ReceivedWebhook = {
  event: string;
  headers: IncomingHttpHeaders;
  text: string;
  payload: Record<string, unknown>;
};

/** A receiver of webhooks that can be waited on. */
export async function recordWebhooks() {
  const received: ReceivedWebhook[] = [];
  const arrivals = new EventEmitter();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      received.push({
        event: String(request.headers['x-github-event']),
        headers: request.headers,
        text,
        payload: JSON.parse(text),
      });
      response.end('thanks');
      arrivals.emit('arrival');
    });
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    /** Resolves with the first delivery, past or to come, that matches. */
    async waitFor(
      test: (webhook: ReceivedWebhook) => boolean,
    ): Promise<ReceivedWebhook> {
      for (;;) {
        const found = received.find(test);
        if (found) {
          return found;
        }
        await once(arrivals, 'arrival');
      }
    },
    close: () => new Promise(resolve => server.close(resolve)),
  };
}
