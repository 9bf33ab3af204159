import { Commit } from '../git/commits';
import { Repository } from '../state/Repository';
import { Html, html } from './html';

/** Everyone named in `Co-authored-by` trailers, without the addresses. */
export function coAuthors(message: string): string[] {
  return [
    ...message.matchAll(/^co-authored-by:\s*(.+?)\s*(?:<[^>]*>)?$/gim),
  ].map(match => match[1]);
}

/** When something happened, for people. */
export function when(date: string): Html {
  const iso = new Date(date).toISOString();
  const words = `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
  return html`<time datetime="${iso}">${words}</time>`;
}

/** Commits as a list: what, who, with whom, when. */
export function commitView(
  repository: Repository,
  commits: readonly Commit[],
): Html {
  const count = commits.length;
  return html`<section aria-labelledby="commits">
    <h2 id="commits">${count} ${count === 1 ? 'commit' : 'commits'}</h2>
    <ul class="plain">
      ${commits.map(commit => {
        const others = coAuthors(commit.message);
        return html`<li>
          <span class="grow"
            ><strong>${commit.message.split('\n')[0]}</strong><br /><span
              class="soft small"
              >${commit.author.name}${others.length > 0 &&
              ` with ${others.join(', ')}`},
              ${when(commit.author.date)}</span
            ></span
          ><a class="mono" href="/${repository.fullName}/commit/${commit.sha}"
            >${commit.sha.slice(0, 7)}</a
          >
        </li>`;
      })}
    </ul>
  </section>`;
}
