import { randomBytes } from 'node:crypto';

import { Response } from 'express';

import { ForgeContext } from '../ForgeContext';
import { Repository } from '../state/Repository';
import { Html, html } from './html';
import { layout, Page } from './layout';

const NOT_FOUND: Page = {
  title: 'Not found',
  body: html`<h1>There is nothing here</h1>
    <p>
      The address may be wrong, or what it named was removed.
      <a href="/">All repositories</a>
    </p>`,
};

/** Sends a page, with a policy that lets nothing run but the forge's own script. */
export function sendPage(
  context: ForgeContext,
  response: Response,
  page: Page | undefined,
  status = page ? 200 : 404,
): void {
  const nonce = randomBytes(16).toString('base64');
  response
    .status(status)
    .set({
      'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    .type('html')
    .send(layout(context, page ?? NOT_FOUND, nonce));
}

/** A page that says why something was not done. */
export function problemPage(
  title: string,
  words: string | Html,
  repository?: Repository,
): Page {
  return {
    title,
    repository,
    body: html`<h1>${title}</h1>
      <p>${words}</p>`,
  };
}
