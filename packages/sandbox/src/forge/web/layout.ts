import { ForgeContext } from '../ForgeContext';
import { Repository } from '../state/Repository';
import { Html, html } from './html';
import { STYLES } from './styles';

/** One page of the forge. */
export type Page = {
  title: string;
  repository?: Repository;
  body: Html;
  /** Runs in the page; written by us, never from what a user wrote. */
  script?: string;
};

/** Fills a page's frame. */
export function layout(
  { webUser }: ForgeContext,
  page: Page,
  nonce: string,
): string {
  const { repository } = page;
  const links = repository && [
    html`<a class="place" href="/${repository.fullName}"
      >${repository.fullName}</a
    >`,
    html`<a href="/${repository.fullName}/pulls">Pull requests</a>`,
    html`<a href="/${repository.fullName}/settings/hooks">Webhooks</a>`,
  ];
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title}</title>
        <link rel="icon" href="data:," />
        <style nonce="${nonce}">
          ${new Html(STYLES)}
        </style>
      </head>
      <body>
        <header class="top">
          <nav aria-label="Forge">
            <a class="place" href="/">Forge</a>${links}<span class="who"
              >Signed in as ${webUser.name}</span
            >
          </nav>
        </header>
        <main>${page.body}</main>
        ${page.script &&
        html`<script nonce="${nonce}">
          ${new Html(page.script)};
        </script>`}
      </body>
    </html>`.toString();
}
