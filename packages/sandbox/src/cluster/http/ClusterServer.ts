import { IncomingMessage, ServerResponse } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiError, badRequest } from '../model/ApiError';
import { JsonObject } from '../model/KubernetesObject';
import { ObjectApi } from '../rules/ObjectApi';
import { WatchHub } from '../watch/WatchHub';
import { discover } from './discovery';
import { FaultList, FaultRule, Faults, faultsSchema } from './faults';
import { handleWatch } from './handleWatch';
import { parseBody, readBody } from './readBody';
import { decodedParts, parseResourcePath } from './requestPath';
import { handleResource } from './resourceHandlers';
import { ResourceRequest } from './ResourceRequest';
import { review } from './reviews';

/** Addresses that need no token, as in Kubernetes. */
const PUBLIC = ['/healthz', '/livez', '/readyz', '/version'];

/** The reasons that Kubernetes gives with a failure. */
const REASONS: { [status: number]: string } = {
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

const FAULTS_PATH = '/_sandbox/faults';

/** What the HTTP side is made of. */
export type ClusterServerOptions = {
  api: ObjectApi;
  watches: WatchHub;
  /** The bearer tokens that are let in. */
  tokens: readonly string[];
};

/** The API over HTTP: lets in, sorts requests to their handlers, answers failures. */
export class ClusterServer {
  private readonly faults = new FaultList();
  private readonly tokenHashes: Buffer[];

  constructor(private readonly options: ClusterServerOptions) {
    this.tokenHashes = options.tokens.map(hash);
  }

  /** Answers one request; never throws. */
  readonly handle = async (
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> => {
    try {
      await this.route(request, response);
    } catch (error) {
      if (response.headersSent) {
        response.destroy();
      } else {
        answerError(response, error);
      }
    }
  };

  /** Makes things go wrong, for tests. */
  inject(faults: Faults): void {
    const wanted = faultsSchema.safeParse(faults);
    if (!wanted.success) {
      throw badRequest(`faults: ${wanted.error.issues[0].message}`);
    }
    const { cutWatches, muteWatches, expireHistory, rules } = wanted.data;
    if (expireHistory) {
      this.options.api.store.forgetHistory();
    }
    if (muteWatches) {
      this.options.watches.muteAll();
    }
    if (cutWatches) {
      this.options.watches.cutAll();
    }
    if (rules) {
      this.faults.set(rules);
    }
  }

  private async route(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const isPublic = PUBLIC.includes(url.pathname.replace(/(?<=z)\/.*$/, ''));
    if (!isPublic && !this.isLetIn(request.headers.authorization)) {
      throw new ApiError(401, 'Unauthorized', 'Unauthorized');
    }
    if (url.pathname === FAULTS_PATH) {
      await this.handleFaults(request, response);
      return;
    }
    const isWatch = ['true', '1'].includes(url.searchParams.get('watch') ?? '');
    const fault = this.faults.take({
      method: request.method ?? 'GET',
      path: request.url ?? '/',
      watch: isWatch,
    });
    if (fault && (await happens(fault, response))) {
      return;
    }
    if (/^\/(healthz|livez|readyz)(\/|$)/.test(url.pathname)) {
      answerText(response, 200, 'ok');
      return;
    }
    const parts = decodedParts(url.pathname);
    const found =
      parts &&
      request.method === 'GET' &&
      discover(this.options.api.registry, parts);
    if (found) {
      answerJson(response, 200, found);
      return;
    }
    await this.handleObjects(request, response, url, isWatch);
  }

  private async handleObjects(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    isWatch: boolean,
  ): Promise<void> {
    const { api, watches } = this.options;
    const path = parseResourcePath(url.pathname);
    const body = await readBody(request);
    const reviewed =
      path && request.method === 'POST' && review(path, parseBody(body));
    if (reviewed) {
      answerJson(response, 201, reviewed);
      return;
    }
    const kind =
      path && api.registry.find(path.group, path.version, path.plural);
    const isServed =
      kind &&
      (kind.namespaced || !path.namespace) &&
      (kind.namespaced === false || !path.name || path.namespace) &&
      isSubresource(path.subresource, kind);
    if (!isServed) {
      answerText(response, 404, '404 page not found\n');
      return;
    }
    const resourceRequest = new ResourceRequest(
      request.method ?? 'GET',
      kind,
      path,
      url.searchParams,
      {
        accept: request.headers.accept,
        userAgent: request.headers['user-agent'],
      },
      body,
    );
    if (isWatch && request.method === 'GET' && !path.subresource) {
      handleWatch(watches, resourceRequest, response);
      return;
    }
    const answer = handleResource(api, resourceRequest);
    answerJson(response, answer.status, answer.body);
  }

  private async handleFaults(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (request.method === 'PUT') {
      this.inject((parseBody(await readBody(request)) ?? {}) as Faults);
    }
    answerJson(response, 200, {
      rules: this.faults.pending,
      watches: this.options.watches.size,
    });
  }

  private isLetIn(authorization: string | undefined): boolean {
    const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    return (
      token !== undefined &&
      this.tokenHashes.some(known => timingSafeEqual(known, hash(token)))
    );
  }
}

function isSubresource(
  name: string | undefined,
  kind: { status: boolean; scale: boolean },
): boolean {
  return (
    name === undefined ||
    (name === 'status' && kind.status) ||
    (name === 'scale' && kind.scale)
  );
}

/** Lets a fault happen; true when nothing more is to be answered. */
async function happens(
  fault: FaultRule,
  response: ServerResponse,
): Promise<boolean> {
  if (fault.delayMs) {
    await new Promise(resolve => setTimeout(resolve, fault.delayMs));
  }
  if (fault.hang) {
    return true;
  }
  if (fault.status === undefined) {
    return false;
  }
  const { retryAfterSeconds } = fault;
  if (retryAfterSeconds !== undefined) {
    response.setHeader('retry-after', String(retryAfterSeconds));
  }
  throw new ApiError(
    fault.status,
    REASONS[fault.status] ?? 'Unknown',
    'the sandbox was asked to fail here',
    retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } },
  );
}

function hash(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function answerError(response: ServerResponse, error: unknown): void {
  const failure =
    error instanceof ApiError
      ? error
      : new ApiError(
          500,
          'InternalError',
          `Internal error occurred: ${
            error instanceof Error ? error.message : String(error)
          }`,
        );
  answerJson(response, failure.code, failure.status);
}

function answerJson(
  response: ServerResponse,
  status: number,
  body: JsonObject,
): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-cache, private',
    })
    .end(text);
}

function answerText(
  response: ServerResponse,
  status: number,
  text: string,
): void {
  response
    .writeHead(status, { 'content-type': 'text/plain; charset=utf-8' })
    .end(text);
}
