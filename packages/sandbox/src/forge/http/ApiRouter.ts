import { createHash, randomUUID } from 'node:crypto';

import express, { NextFunction, Request, Response } from 'express';

import { ForgeContext } from '../ForgeContext';
import { ApiCall } from './ApiCall';
import { ApiError, notFound } from './ApiError';
import { authenticate } from './authenticate';
import { RateLimiter } from './RateLimiter';
import { Reply } from './Reply';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type Handler<T> = (call: ApiCall) => Promise<Reply<T>>;

/** GitHub Enterprise Server, as the `x-github-enterprise-version` header says. */
export const SERVER_VERSION = '3.17.0';

function etagOf(content: Buffer | string): string {
  return `W/"${createHash('sha256').update(content).digest('hex')}"`;
}

function matches(header: string | undefined, etag: string): boolean {
  const plain = (tag: string) => tag.trim().replace(/^W\//, '');
  return (header ?? '')
    .split(',')
    .some(tag => tag.trim() === '*' || plain(tag) === plain(etag));
}

/** Routes of the REST API: reads the request, calls the handler, answers. */
export class ApiRouter {
  readonly router = express.Router();

  constructor(
    private readonly context: ForgeContext,
    private readonly limiter: RateLimiter,
  ) {
    this.router.use((_request, response, next) => {
      response.set({
        'x-github-request-id': randomUUID().toUpperCase(),
        'x-github-media-type': 'github.v3; format=json',
        'x-github-enterprise-version': SERVER_VERSION,
        'access-control-expose-headers':
          'ETag, Link, Location, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset',
        vary: 'Accept, Authorization',
      });
      next();
    });
    this.router.use((request, response, next) => {
      try {
        response.locals.user = authenticate(context.users, request);
        next();
      } catch (error) {
        next(error);
      }
    });
    this.router.use(express.json({ limit: '40mb', type: () => true }));
  }

  get<T>(path: string, handler: Handler<T>): void {
    this.add('get', path, handler);
  }

  post<T>(path: string, handler: Handler<T>): void {
    this.add('post', path, handler);
  }

  put<T>(path: string, handler: Handler<T>): void {
    this.add('put', path, handler);
  }

  patch<T>(path: string, handler: Handler<T>): void {
    this.add('patch', path, handler);
  }

  delete<T>(path: string, handler: Handler<T>): void {
    this.add('delete', path, handler);
  }

  /** Adds what answers when no route does; call it after the last route. */
  close(): void {
    this.router.use((_request, _response, next) => next(notFound()));
    this.router.use(
      (
        error: Error & { type?: string; status?: number },
        request: Request,
        response: Response,
        next: NextFunction,
      ) => {
        if (response.headersSent) {
          next(error);
          return;
        }
        const told = ApiRouter.toApiError(error, request);
        this.setLimits(response);
        response.status(told.status).json(told.toBody());
      },
    );
  }

  private static toApiError(
    error: Error & { type?: string },
    request: Request,
  ): ApiError {
    if (error instanceof ApiError) {
      return error;
    }
    if (error.type === 'entity.parse.failed') {
      return new ApiError(400, 'Problems parsing JSON');
    }
    if (error.type === 'entity.too.large') {
      return new ApiError(413, 'The request is larger than 40 MB.');
    }
    if (error instanceof URIError) {
      return new ApiError(400, 'Bad Request');
    }
    process.stderr.write(
      `forge: ${request.method} ${request.originalUrl} failed: ${error.stack}\n`,
    );
    return new ApiError(500, 'Server Error');
  }

  /** Resolves what counts: the token's user, or everyone without a token. */
  private static caller(response: Response): string {
    return response.locals.user?.login ?? '';
  }

  private setLimits(response: Response): void {
    const state = this.limiter.state(ApiRouter.caller(response));
    response.set({
      'x-ratelimit-limit': String(state.limit),
      'x-ratelimit-remaining': String(state.remaining),
      'x-ratelimit-used': String(state.used),
      'x-ratelimit-reset': String(state.reset),
      'x-ratelimit-resource': 'core',
    });
  }

  private add<T>(method: Method, path: string, handler: Handler<T>): void {
    this.router[method](path, (request, response, next) => {
      this.answer(handler, request, response).catch(next);
    });
  }

  private async answer<T>(
    handler: Handler<T>,
    request: Request,
    response: Response,
  ): Promise<void> {
    const { limiter } = this;
    const caller = ApiRouter.caller(response);
    if (!limiter.allows(caller)) {
      throw new ApiError(
        403,
        `API rate limit exceeded for ${caller || 'you'}.`,
      );
    }
    const query = Object.entries(request.query).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : undefined,
    ]);
    const free = request.path === '/rate_limit';
    let reply: Reply<T>;
    try {
      reply = await handler(
        new ApiCall(
          this.context,
          request.params,
          Object.fromEntries(query),
          request.body,
          request.headers.accept ?? '',
          `${this.context.urls.html}${request.originalUrl}`,
          response.locals.user,
        ),
      );
    } catch (error) {
      if (!free) {
        limiter.count(caller);
      }
      throw error;
    }
    const content = reply.raw?.content ?? ApiRouter.serialise(reply.body);
    const etag = etagOf(content);
    const safe = request.method === 'GET' || request.method === 'HEAD';
    const unchanged =
      safe &&
      reply.status === 200 &&
      matches(request.headers['if-none-match'], etag);
    if (!unchanged && !free) {
      limiter.count(caller);
    }
    this.setLimits(response);
    response.status(unchanged ? 304 : reply.status).set(reply.headers ?? {});
    if (safe && reply.status === 200) {
      response.set({
        etag,
        'cache-control': 'private, max-age=0, must-revalidate',
      });
    }
    if (unchanged || reply.status === 204 || reply.status === 302) {
      response.end();
      return;
    }
    response.set(
      'content-type',
      reply.raw?.contentType ?? 'application/json; charset=utf-8',
    );
    response.send(content);
  }

  private static serialise(body: unknown): string {
    return body === undefined ? '' : JSON.stringify(body);
  }
}
