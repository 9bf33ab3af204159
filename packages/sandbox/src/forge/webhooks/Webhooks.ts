import { createHmac, randomUUID } from 'node:crypto';

import { nextId } from '../state/nextId';
import { DeliveryRecord, HookRecord } from '../state/records';
import { Repository } from '../state/Repository';

/** The body of an event, as it is sent. */
export type EventPayload = { [field: string]: unknown };

/** The names of the events that the forge sends. */
export type EventName =
  | 'ping'
  | 'push'
  | 'create'
  | 'delete'
  | 'pull_request'
  | 'pull_request_review'
  | 'check_run'
  | 'status'
  | 'issues'
  | 'issue_comment';

const KEPT_RESPONSE = 10_000;

/**
 * Sends events to the hooks of a repository: in their order for each hook, in
 * the background, and once, as GitHub does.
 */
export class Webhooks {
  private readonly queues = new Map<number, Promise<void>>();
  private readonly stopping = new AbortController();

  private constructor(private readonly timeout: number) {}

  /** @param options - `timeout` of one delivery in milliseconds */
  static create(options: { timeout: number }): Webhooks {
    return new Webhooks(options.timeout);
  }

  /** Sends an event to every active hook that asked for it. */
  send(repository: Repository, event: EventName, payload: EventPayload): void {
    for (const hook of repository.data.hooks) {
      const wants = hook.events.includes(event) || hook.events.includes('*');
      if (hook.active && wants) {
        this.sendTo(repository, hook, event, payload);
      }
    }
  }

  /** Sends an event to one hook, whatever it asked for. */
  sendTo(
    repository: Repository,
    hook: HookRecord,
    event: string,
    payload: EventPayload,
    redeliveryOf?: string,
  ): void {
    // What is sent is what was so when it happened, not when it is sent.
    const text = JSON.stringify(payload);
    const previous = this.queues.get(hook.id) ?? Promise.resolve();
    const next = previous
      .then(() => this.deliver(repository, hook, event, text, redeliveryOf))
      .catch(error => {
        if (!this.stopping.signal.aborted) {
          process.stderr.write(`forge: a webhook was not recorded: ${error}\n`);
        }
      });
    this.queues.set(hook.id, next);
  }

  /** Resolves when everything that was to be sent so far is sent. */
  async settled(): Promise<void> {
    await Promise.all(this.queues.values());
  }

  /** Breaks off what is under way. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.settled();
  }

  private async deliver(
    repository: Repository,
    hook: HookRecord,
    event: string,
    text: string,
    redeliveryOf: string | undefined,
  ): Promise<void> {
    if (this.stopping.signal.aborted) {
      return;
    }
    const guid = redeliveryOf ?? randomUUID();
    const form = hook.contentType === 'form';
    const body = form ? `payload=${encodeURIComponent(text)}` : text;
    const headers: Record<string, string> = {
      'content-type': form
        ? 'application/x-www-form-urlencoded'
        : 'application/json',
      accept: '*/*',
      'user-agent': 'GitHub-Hookshot/sandbox',
      'x-github-event': event,
      'x-github-delivery': guid,
      'x-github-hook-id': String(hook.id),
      'x-github-hook-installation-target-id': String(repository.data.id),
      'x-github-hook-installation-target-type': 'repository',
      ...(hook.secret && {
        'x-hub-signature': `sha1=${sign('sha1', hook.secret, body)}`,
        'x-hub-signature-256': `sha256=${sign('sha256', hook.secret, body)}`,
      }),
    };
    const started = Date.now();
    const answer = await this.post(hook.url, headers, body);
    const payload = JSON.parse(text) as EventPayload;
    const delivery: DeliveryRecord = {
      id: nextId(),
      hookId: hook.id,
      guid,
      event,
      action: typeof payload.action === 'string' ? payload.action : undefined,
      deliveredAt: new Date(started).toISOString(),
      duration: (Date.now() - started) / 1000,
      redelivery: redeliveryOf !== undefined,
      status: answer.status,
      statusCode: answer.code,
      request: { headers, payload },
      response: { headers: answer.headers, payload: answer.body },
    };
    Object.assign(hook, {
      lastResponse: {
        code: answer.code || undefined,
        status: answer.code >= 200 && answer.code < 300 ? 'active' : 'failed',
        message: answer.status,
      },
    });
    await repository.addDelivery(delivery);
  }

  private async post(
    url: string,
    headers: Record<string, string>,
    body: string,
  ): Promise<{
    code: number;
    status: string;
    headers: Record<string, string>;
    body: string;
  }> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers,
        body,
        redirect: 'manual',
        signal: AbortSignal.any([
          this.stopping.signal,
          AbortSignal.timeout(this.timeout),
        ]),
      });
      const text = await response.text();
      return {
        code: response.status,
        status: response.ok ? 'OK' : response.statusText || 'Error',
        headers: Object.fromEntries(response.headers),
        body: text.slice(0, KEPT_RESPONSE),
      };
    } catch (error) {
      const timedOut = Object(error).name === 'TimeoutError';
      return {
        code: timedOut ? 504 : 502,
        status: timedOut ? 'timed out' : 'failed to connect to host',
        headers: {},
        body: '',
      };
    }
  }
}

function sign(algorithm: string, secret: string, body: string): string {
  return createHmac(algorithm, secret).update(body).digest('hex');
}
