import {
  AuthenticationError,
  ConflictError,
  ForwardedError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { RequestError } from '@octokit/request-error';
import type { RepositoryLocation } from '../config';

/** Whether the forge answered with this status (and, when given, with such words). */
export function isForgeAnswer(
  error: unknown,
  status: number,
  words?: RegExp,
): boolean {
  return (
    isRequestError(error) &&
    error.status === status &&
    error.response !== undefined &&
    (words === undefined || words.test(textOf(error)))
  );
}

/** By its name too: two copies of the class may be installed. */
function isRequestError(error: unknown): error is RequestError {
  return (
    error instanceof RequestError ||
    (error instanceof Error && error.name === 'HttpError' && 'status' in error)
  );
}

/** GitHub's own words for what was wrong; nothing of the request, whose headers hold the token. */
function textOf(error: RequestError): string {
  const data = error.response?.data as
    | { message?: unknown; errors?: unknown }
    | undefined;
  const details = Array.isArray(data?.errors)
    ? data.errors.map(item =>
        typeof item === 'string'
          ? item
          : String(item?.message ?? item?.code ?? ''),
      )
    : [];
  return [typeof data?.message === 'string' ? data.message : '', ...details]
    .filter(Boolean)
    .join('; ')
    .replace(/\s+/g, ' ')
    .slice(0, 300);
}

/**
 * Turns whatever a call to the forge threw into one of Backstage's errors,
 * with a sentence that says what to do. Never holds a credential.
 *
 * @param doing - What failed, as "to …": `to open the request`.
 */
export function forgeError(
  error: unknown,
  location: RepositoryLocation,
  doing: string,
): Error {
  const forge = `GitHub at ${location.host}`;
  const repository = `${location.owner}/${location.repo}`;
  if (!isRequestError(error)) {
    return error instanceof Error
      ? error
      : new ForwardedError(`Failed ${doing}`, error);
  }
  if (error.response === undefined) {
    return new ServiceUnavailableError(
      `${forge} does not answer. Try again in a few minutes; what was done already is found.`,
    );
  }
  const said = textOf(error);
  const quote = said ? ` GitHub says: ${said.replace(/\.?$/, '.')}` : '';
  const { status } = error;
  if (
    status === 429 ||
    (status === 403 &&
      (/rate limit/i.test(said) ||
        error.response.headers['x-ratelimit-remaining'] === '0'))
  ) {
    return new ServiceUnavailableError(
      `${forge} asks to slow down. Try again in a few minutes.`,
    );
  }
  if (status >= 500) {
    return new ServiceUnavailableError(
      `${forge} has a problem (it answered ${status} ${doing}). Try again in a few minutes.`,
    );
  }
  switch (status) {
    case 401:
      return new AuthenticationError(
        `${forge} does not accept the portal's credentials, so it failed ${doing}. Ask your SRE to renew them under integrations.github.`,
      );
    case 403:
      return new NotAllowedError(
        `The portal may not do this in ${repository} on ${location.host}: it failed ${doing}. Ask your SRE to give it the permission.${quote}`,
      );
    case 404:
      return new NotFoundError(
        `${repository} on ${location.host} was not found, or the portal may not see it: it failed ${doing}. Ask your SRE.`,
      );
    case 409:
      return new ConflictError(
        `Something changed in ${repository} at the same moment: it failed ${doing}. Try again.${quote}`,
      );
    case 422:
      return new InputError(`${forge} refused ${doing}.${quote}`);
    default:
      return new Error(`${forge} answered ${status} ${doing}.${quote}`);
  }
}
