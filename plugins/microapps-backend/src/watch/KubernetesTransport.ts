import http from 'node:http';
import https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import { KubernetesError } from './KubernetesError';
import { SilenceError } from './SilenceError';

/** What {@link KubernetesTransport.get} can be told. */
export type GetOptions = {
  signal: AbortSignal;
  /** Within which the answer must begin; milliseconds. */
  answer: number;
  /**
   * The answer is given up when nothing of it arrives for this long, which is
   * what finds a half-open connection; milliseconds, `answer` when absent.
   */
  silence?: number;
};

/** The most of a refusal's body that is read for its message; bytes. */
const MAX_REFUSAL = 64 * 1024;

/**
 * Reads from one cluster's API over HTTP(S), with the credentials and TLS
 * settings of `@kubernetes/client-node`.
 */
export class KubernetesTransport {
  static create(options: {
    url: string;
    /** Called for the first request, and again when the cluster refuses the credentials. */
    loadCredentials: () => KubeConfig;
  }): KubernetesTransport {
    return new KubernetesTransport(options.url, options.loadCredentials);
  }

  private kubeConfig: KubeConfig | undefined;

  private constructor(
    private readonly url: string,
    private readonly loadCredentials: () => KubeConfig,
  ) {}

  /** Drops the credentials in use; the next request reads them again. */
  renewCredentials(): void {
    this.kubeConfig = undefined;
  }

  /**
   * The answer's body as it arrives, when its status is 200.
   *
   * @throws {@link KubernetesError} for any other status, and what Node throws
   * when there is no connection.
   */
  async get(path: string, options: GetOptions): Promise<http.IncomingMessage> {
    const response = await this.request(path, options);
    const status = response.statusCode ?? 0;
    if (status === 200) {
      return response;
    }
    throw new KubernetesError(
      status,
      messageOfRefusal(await readUpTo(response, MAX_REFUSAL), response),
      { retryAfter: retryAfterOf(response) },
    );
  }

  private async request(
    path: string,
    { signal, answer, silence = answer }: GetOptions,
  ): Promise<http.IncomingMessage> {
    const target = new URL(`${this.url.replace(/\/+$/, '')}${path}`);
    const options: https.RequestOptions = {};
    this.kubeConfig ??= this.loadCredentials();
    await this.kubeConfig.applyToHTTPSOptions(options);
    options.headers = { ...options.headers, accept: 'application/json' };

    return new Promise((resolve, reject) => {
      const { request: send } = target.protocol === 'http:' ? http : https;
      const request = send(target, { ...options, signal, timeout: answer });
      request.on('timeout', () => request.destroy(new SilenceError(answer)));
      request.on('response', response => {
        request.removeAllListeners('timeout');
        request.setTimeout(silence, () =>
          response.destroy(new SilenceError(silence)),
        );
        resolve(response);
      });
      // After the response has begun, its stream reports the error by itself.
      request.on('error', reject);
      request.end();
    });
  }
}

/** Reads a body as text, and no more of it than asked for. */
async function readUpTo(
  response: http.IncomingMessage,
  limit: number,
): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const chunk of response) {
    text += chunk;
    if (text.length > limit) {
      break;
    }
  }
  return text;
}

/** Kubernetes sends a `Status`; what stands before it may send anything. */
function messageOfRefusal(
  body: string,
  response: http.IncomingMessage,
): string {
  try {
    const status: unknown = JSON.parse(body);
    if (
      typeof status === 'object' &&
      status !== null &&
      'message' in status &&
      typeof status.message === 'string'
    ) {
      return status.message;
    }
  } catch {
    // Not JSON, hence not Kubernetes' own words: the status line says enough.
  }
  return `${response.statusCode} ${response.statusMessage ?? ''}`.trim();
}

/** RFC 9110: seconds, or a date. */
function retryAfterOf(response: http.IncomingMessage): number | undefined {
  const value = response.headers['retry-after'];
  if (value === undefined) {
    return undefined;
  }
  const seconds = Number(value);
  const wait = Number.isFinite(seconds)
    ? seconds * 1000
    : Date.parse(value) - Date.now();
  return wait > 0 ? wait : undefined;
}
