import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { DefaultGithubCredentialsProvider } from '@backstage/integration';
import type {
  GithubCredentialsProvider,
  ScmIntegrationRegistry,
} from '@backstage/integration';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { Octokit } from '@octokit/rest';
import type { RepositoryLocation } from '../config';
import { WritePacer } from './WritePacer';

/** How long and how often the forge is asked. */
export type GithubClientLimits = {
  /** For one request; GitHub itself gives up after ten seconds. */
  timeoutMs: number;
  /** After an answer of 5xx or none at all. */
  retries: number;
  /** The wait before the first retry; the second waits four times as long. */
  retryWaitMs: number;
  /** How often a request waits for a rate limit to pass. */
  rateLimitRetries: number;
  /** A rate limit that lasts longer is an error: a person is waiting. */
  maxRateLimitSeconds: number;
};

/** Suits a person who waits for the answer. */
export const DEFAULT_GITHUB_LIMITS: GithubClientLimits = {
  timeoutMs: 15_000,
  retries: 2,
  retryWaitMs: 1_000,
  rateLimitRetries: 2,
  maxRateLimitSeconds: 60,
};

/** What {@link createGithubClient} needs. */
export type GithubClientOptions = {
  location: RepositoryLocation;
  integrations: ScmIntegrationRegistry;
  logger: LoggerService;
  /** By default the integration's own: its GitHub App, else its token. */
  credentialsProvider?: GithubCredentialsProvider;
  limits?: Partial<GithubClientLimits>;
};

type Plugin = Parameters<typeof Octokit.plugin>[0];

// An older @octokit/core stands beside the one in use and lends the plugins its types.
const PatientOctokit = Octokit.plugin(
  retry as unknown as Plugin,
  throttling as unknown as Plugin,
);

/**
 * A client for GitHub's REST API with the integration's credentials, which
 * waits out rate limits and short outages.
 *
 * @throws InputError when `integrations.github` has no entry for the host.
 */
export async function createGithubClient(
  options: GithubClientOptions,
): Promise<Octokit> {
  const { location, integrations, logger } = options;
  const limits = { ...DEFAULT_GITHUB_LIMITS, ...options.limits };
  const integration = integrations.github.byHost(location.host);
  if (!integration) {
    throw new InputError(
      `integrations.github has no entry for the host ${location.host}. Add one with a token or a GitHub App that may write to ${location.owner}/${location.repo}.`,
    );
  }
  const credentials =
    options.credentialsProvider ??
    DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  const pacer = new WritePacer();
  const waitForRateLimit = (
    retryAfter: number,
    request: { method?: string; url?: string },
    _octokit: unknown,
    retryCount: number,
  ) => {
    const wait =
      retryCount < limits.rateLimitRetries &&
      retryAfter <= limits.maxRateLimitSeconds;
    logger.warn('GitHub asks to slow down', {
      host: location.host,
      method: String(request.method),
      route: String(request.url),
      retryAfterSeconds: retryAfter,
      waiting: wait,
    });
    return wait;
  };

  const octokit = new PatientOctokit({
    baseUrl: integration.config.apiBaseUrl,
    userAgent: 'microapps-portal',
    log: {
      debug: () => {},
      info: () => {},
      warn: (message: string) => logger.warn(message),
      // Errors are thrown as well, to whom they concern.
      error: (message: string) => logger.debug(message),
    },
    request: {
      fetch: (url: string | URL, init: RequestInit = {}) =>
        fetch(url, {
          ...init,
          signal: withTimeout(init.signal, limits.timeoutMs),
        }),
    },
    retry: {
      // Rate limits (403, 429) are the throttling plugin's; the rest would fail again.
      doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451],
      retries: limits.retries,
      retryAfterBaseValue: limits.retryWaitMs,
    },
    throttle: {
      id: location.host,
      onRateLimit: waitForRateLimit,
      onSecondaryRateLimit: waitForRateLimit,
      ...pacer.throttlingGroups(),
    },
  });
  // Asked before each request: an App's installation token lasts an hour only.
  octokit.hook.before('request', async request => {
    const { headers } = await credentials.getCredentials({ url: location.url });
    for (const [name, value] of Object.entries(headers ?? {})) {
      request.headers[name.toLowerCase()] = value;
    }
  });
  return octokit;
}

function withTimeout(
  signal: AbortSignal | null | undefined,
  timeoutMs: number,
): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}
