import express from 'express';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import type { Logger } from '../logging/Logger';
import { SIGNATURE_HEADER, verifySignature } from './verifySignature';

/** A webhook of the forge, as far as it is looked into. */
export type WebhookEvent = {
  /** GitHub's name: `push`, `pull_request`. */
  event: string;
  action?: string;
  /** `owner/name` */
  repository: string;
  pullRequest?: { number: number; headSha: string };
  /** Of a push: `refs/heads/main` */
  ref?: string;
};

/** What a receiver of webhooks takes. */
export type WebhookServerOptions = {
  /** 0 takes a free port. */
  port: number;
  path: string;
  secret: string;
  logger: Logger;
  onEvent: (event: WebhookEvent) => void;
};

const payloadSchema = z
  .object({
    action: z.string().optional(),
    ref: z.string().optional(),
    repository: z.object({ full_name: z.string() }).passthrough(),
    pull_request: z
      .object({
        number: z.number(),
        head: z.object({ sha: z.string() }).passthrough(),
      })
      .passthrough()
      .optional(),
  })
  .passthrough();

const MAX_BODY = '25mb';

/** Receives the forge's webhooks; what is not signed with the secret is refused. */
export async function startWebhookServer(
  options: WebhookServerOptions,
): Promise<{ url: string; stop(): Promise<void> }> {
  const app = express();
  app.disable('x-powered-by');
  app.post(
    options.path,
    express.raw({ type: () => true, limit: MAX_BODY }),
    (request, response) => {
      const body = Buffer.isBuffer(request.body)
        ? request.body
        : Buffer.alloc(0);
      const signature = request.header(SIGNATURE_HEADER);
      if (!verifySignature(body, options.secret, signature)) {
        response.status(401).send('The signature does not match the secret.');
        return;
      }
      const event = readEvent(request.header('x-github-event') ?? '', body);
      response.status(event ? 202 : 204).end();
      if (event) {
        options.onEvent(event);
      }
    },
  );
  app.get('/healthz', (_, response) => {
    response.send('ok');
  });

  const server = app.listen(options.port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${options.path}`,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}

function readEvent(event: string, body: Buffer): WebhookEvent | undefined {
  let json: unknown;
  try {
    json = JSON.parse(body.toString());
  } catch {
    return undefined;
  }
  const payload = payloadSchema.safeParse(json);
  if (!payload.success) {
    return undefined;
  }
  const { action, ref, repository, pull_request: pullRequest } = payload.data;
  return {
    event,
    action,
    ref,
    repository: repository.full_name,
    pullRequest: pullRequest && {
      number: pullRequest.number,
      headSha: pullRequest.head.sha,
    },
  };
}
