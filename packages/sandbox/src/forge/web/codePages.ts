import { listCommits, readCommit } from '../git/commits';
import { diffCommits } from '../git/diff';
import { findEntry, listTree, readBlob, TreeEntry } from '../git/objects';
import { listRefs, resolveCommit } from '../git/refs';
import { encodePath } from '../present/ForgeUrls';
import { Repository } from '../state/Repository';
import { commitView } from './commitView';
import { diffView } from './diffView';
import { Html, html } from './html';
import { icon } from './icons';
import { Page } from './layout';
import { markdown } from './markdown';

/** A place in a repository: a revision and a path. */
export type Place = { ref: string; commit: string; path: string };

/**
 * Reads `feature/x/instances/a` as branch `feature/x` and the rest, because
 * branch names hold slashes too.
 */
export async function findPlace(
  repository: Repository,
  rest: string,
): Promise<Place | undefined> {
  const branches = [...(await listRefs(repository.git)).keys()].map(ref =>
    ref.replace(/^refs\/(heads|tags)\//, ''),
  );
  const ref =
    branches.find(name => rest === name || rest.startsWith(`${name}/`)) ??
    rest.split('/')[0];
  const commit = await resolveCommit(repository.git, ref);
  const path = rest.slice(ref.length).replace(/^\/+|\/+$/g, '');
  return commit ? { ref, commit, path } : undefined;
}

function crumbs(repository: Repository, { ref, path }: Place): Html {
  const base = `/${repository.fullName}/tree/${encodePath(ref)}`;
  const parts = path.split('/').filter(Boolean);
  return html`<nav class="crumbs" aria-label="Path">
    <a href="${base}">${repository.name}</a>${parts.map((part, index) => {
      const here = parts.slice(0, index + 1).join('/');
      return index === parts.length - 1
        ? html` / <strong>${part}</strong>`
        : html` / <a href="${base}/${encodePath(here)}">${part}</a>`;
    })} <span class="soft small">at <code>${ref}</code></span>
  </nav>`;
}

function entryRow(
  repository: Repository,
  place: Place,
  entry: TreeEntry,
): Html {
  const isFolder = entry.type === 'tree';
  const path = place.path ? `${place.path}/${entry.path}` : entry.path;
  const kind = isFolder ? 'tree' : 'blob';
  const address = `/${repository.fullName}/${kind}/${encodePath(
    place.ref,
  )}/${encodePath(path)}`;
  return html`<li>
    <span class="soft">${icon(isFolder ? 'folder' : 'file')}</span
    ><a class="grow" href="${address}">${entry.path}</a>
  </li>`;
}

/** A folder; the root folder also shows the last commits and the README. */
export async function treePage(
  repository: Repository,
  place: Place,
): Promise<Page | undefined> {
  const { git, data } = repository;
  const entry = await findEntry(git, place.commit, place.path);
  if (entry?.type !== 'tree') {
    return undefined;
  }
  const entries = (await listTree(git, entry.sha)).sort(
    (a, b) => Number(b.type === 'tree') - Number(a.type === 'tree'),
  );
  const isRoot = place.path === '';
  const commits = isRoot
    ? await listCommits(git, place.commit, { limit: 5 })
    : [];
  const readme = entries.find(
    each => each.type === 'blob' && /^readme\.md$/i.test(each.path),
  );
  const text = readme && (await readBlob(git, readme.sha)).toString('utf8');
  return {
    title: `${repository.fullName}${isRoot ? '' : ` · ${place.path}`}`,
    repository,
    body: html`<h1>${isRoot ? repository.name : place.path}</h1>
      ${isRoot && html`<p class="soft">${data.description}</p>`}${crumbs(
        repository,
        place,
      )}
      <section aria-label="Files">
        <ul class="plain">
          ${entries.map(each => entryRow(repository, place, each))}
        </ul>
      </section>
      ${text !== undefined &&
      html`<section aria-labelledby="readme">
        <h2 id="readme" class="soft small">README</h2>
        ${markdown(text)}
      </section>`}${isRoot && commitView(repository, commits)}`,
  };
}

const LONGEST_SHOWN = 500_000;

function lines(text: string): Html {
  return html`<div
    class="scroll"
    tabindex="0"
    role="region"
    aria-label="Content"
  >
    <table class="lines mono">
      <tbody>
        ${text
          .replace(/\n$/, '')
          .split('\n')
          .map(
            (line, index) =>
              html`<tr id="L${index + 1}">
                <td class="n">${index + 1}</td>
                <td>${line}</td>
              </tr>`,
          )}
      </tbody>
    </table>
  </div>`;
}

/** A file. */
export async function blobPage(
  repository: Repository,
  place: Place,
): Promise<Page | undefined> {
  const entry = await findEntry(repository.git, place.commit, place.path);
  if (entry?.type !== 'blob') {
    return undefined;
  }
  const content = await readBlob(repository.git, entry.sha);
  const readable = !content.includes(0) && content.length < LONGEST_SHOWN;
  const rawAddress = `/${repository.fullName}/raw/${encodePath(
    place.ref,
  )}/${encodePath(place.path)}`;
  return {
    title: `${place.path} · ${repository.fullName}`,
    repository,
    body: html`<h1>${place.path.split('/').pop()}</h1>
      ${crumbs(repository, place)}
      <section aria-label="File">
        <p class="small">
          <a href="${rawAddress}">Raw</a>
          <span class="soft">${content.length} bytes</span>
        </p>
        ${readable
          ? lines(content.toString('utf8'))
          : html`<p class="soft">This file is not shown as text.</p>`}
      </section>`,
  };
}

/** A commit with its changes. */
export async function commitPage(
  repository: Repository,
  revision: string,
): Promise<Page | undefined> {
  const { git } = repository;
  const sha = await resolveCommit(git, revision);
  if (!sha) {
    return undefined;
  }
  const commit = await readCommit(git, sha);
  const [title, ...rest] = commit.message.split('\n');
  const words = rest.join('\n').trim();
  return {
    title: `${title} · ${repository.fullName}`,
    repository,
    body: html`<h1>${title}</h1>
      <p class="mono soft">${sha}</p>
      ${words &&
      html`<section aria-label="Message">
        ${markdown(words)}
      </section>`}${commitView(repository, [commit])}${diffView(
        await diffCommits(git, commit.parents[0], sha),
      )}`,
  };
}
