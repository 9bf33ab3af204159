import { Request } from 'express';

import { ForgeUser } from '../options';
import { Users } from '../state/Users';
import { ApiError } from './ApiError';

/** The token of a request: a bearer's, or the password of basic auth. */
export function readToken(header: string | undefined): string | undefined {
  const [scheme, value] = (header ?? '').split(' ', 2);
  if (!value) {
    return undefined;
  }
  if (/^(token|bearer)$/i.test(scheme)) {
    return value;
  }
  if (/^basic$/i.test(scheme)) {
    const text = Buffer.from(value, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    const [name, password] = [text.slice(0, colon), text.slice(colon + 1)];
    // GitHub also takes the token as the name, with or without a password.
    return password && password !== 'x-oauth-basic' ? password : name;
  }
  return undefined;
}

/**
 * Who sends a request; undefined for a request without credentials.
 *
 * @throws ApiError 401 for credentials that the forge does not know
 */
export function authenticate(
  users: Users,
  request: Request,
): ForgeUser | undefined {
  const header = request.headers.authorization;
  if (!header) {
    return undefined;
  }
  const token = readToken(header);
  const user = token === undefined ? undefined : users.byToken(token);
  if (!user) {
    throw new ApiError(401, 'Bad credentials');
  }
  return user;
}
