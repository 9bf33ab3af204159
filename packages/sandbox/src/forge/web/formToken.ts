import { createHmac, timingSafeEqual } from 'node:crypto';

import { Request } from 'express';

import { ForgeContext } from '../ForgeContext';

/** What a page's form carries to prove that the forge itself wrote it. */
export function formToken({ formSecret }: ForgeContext, path: string): string {
  return createHmac('sha256', formSecret).update(path).digest('hex');
}

function sameText(a: string, b: string): boolean {
  return (
    a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
  );
}

const OWN_HOST = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * Whether a form was sent from one of the forge's own pages. The host is
 * checked too, or a page whose name leads here could read the token.
 */
export function isOwnForm(
  context: ForgeContext,
  request: Request,
  path: string,
): boolean {
  const host = request.headers.host ?? '';
  const { origin } = request.headers;
  const token: unknown = request.body?.token;
  return (
    OWN_HOST.test(host) &&
    (origin === undefined || origin === `http://${host}`) &&
    typeof token === 'string' &&
    sameText(token, formToken(context, path))
  );
}
