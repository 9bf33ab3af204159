import { z } from 'zod';

import { noticeRefChanges } from '../changes/noticeRefChanges';
import { readCommit, writeCommit } from '../git/commits';
import {
  findEntry,
  listTree,
  readBlob,
  TreeEntry,
  writeBlob,
} from '../git/objects';
import { isRefName, readRef, resolveCommit, updateRef } from '../git/refs';
import { isTreePath, TreeChange, writeTree } from '../git/writeTree';
import { ApiCall } from '../http/ApiCall';
import { ApiError, conflict, notFound, unprocessable } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { ok, raw, Reply } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { encodePath } from '../present/ForgeUrls';
import { presentGitCommit } from '../present/presentCommit';
import { Repository } from '../state/Repository';

const person = z.object({
  name: z.string(),
  email: z.string(),
  date: z.string().datetime({ offset: true }).optional(),
});

const removal = z.object({
  message: z.string(),
  sha: z.string(),
  branch: z.string().optional(),
  author: person.optional(),
  committer: person.optional(),
});

const writing = removal.extend({
  content: z.string(),
  sha: z.string().optional(),
});

/** What a directory's entry and a file have in common. */
function presentEntry(
  call: ApiCall,
  repository: Repository,
  ref: string,
  path: string,
  entry: TreeEntry,
) {
  const { urls } = call.context;
  const { fullName } = repository;
  const api = urls.repositoryApi(fullName);
  const url = `${api}/contents/${encodePath(path)}?ref=${encodeURIComponent(
    ref,
  )}`;
  const isDirectory = entry.type === 'tree';
  const html = isDirectory
    ? urls.tree(fullName, ref, path)
    : urls.blob(fullName, ref, path);
  const git = `${api}/git/${isDirectory ? 'trees' : 'blobs'}/${entry.sha}`;
  return {
    name: path.split('/').pop() ?? '',
    path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url,
    html_url: html,
    git_url: git,
    download_url: isDirectory ? null : urls.raw(fullName, ref, path),
    _links: { self: url, git, html },
  };
}

function typeOf(entry: TreeEntry): 'dir' | 'file' | 'submodule' | 'symlink' {
  if (entry.type === 'tree') {
    return 'dir';
  }
  if (entry.type === 'commit') {
    return 'submodule';
  }
  return entry.mode === '120000' ? 'symlink' : 'file';
}

async function presentDirectory(
  call: ApiCall,
  repository: Repository,
  ref: string,
  path: string,
  tree: string,
): Promise<Schemas['content-directory']> {
  const entries = await listTree(repository.git, tree);
  return entries.map(entry => ({
    type: typeOf(entry),
    ...presentEntry(
      call,
      repository,
      ref,
      path ? `${path}/${entry.path}` : entry.path,
      entry,
    ),
  }));
}

async function getContents(
  call: ApiCall,
): Promise<Reply<Schemas['content-file'] | Schemas['content-directory']>> {
  const repository = call.repository();
  const path = (call.params.path ?? '').replace(/^\/+|\/+$/g, '');
  const ref = call.query.ref || repository.data.defaultBranch;
  const commit = await resolveCommit(repository.git, ref);
  if (!commit) {
    throw new ApiError(404, `No commit found for the ref ${ref}`);
  }
  const entry =
    path === '' || isTreePath(path)
      ? await findEntry(repository.git, commit, path)
      : undefined;
  if (!entry) {
    throw notFound();
  }
  if (entry.type === 'tree') {
    return ok(await presentDirectory(call, repository, ref, path, entry.sha));
  }
  const content = await readBlob(repository.git, entry.sha);
  if (/\braw\b/.test(call.accept)) {
    return raw(content, 'application/vnd.github.raw; charset=utf-8');
  }
  return ok<Schemas['content-file']>({
    type: 'file',
    encoding: 'base64',
    content: content.toString('base64').replace(/.{60}/g, '$&\n'),
    ...presentEntry(call, repository, ref, path, entry),
  });
}

type Change = {
  message: string;
  branch?: string;
  /** The blob that the caller believes to be there. */
  expected?: string;
  author?: z.infer<typeof person>;
  committer?: z.infer<typeof person>;
  content?: Buffer;
};

/** Commits a change of one file onto a branch. */
function changeFile(
  call: ApiCall,
  change: Change,
): Promise<{ result: Schemas['file-commit']; isNew: boolean }> {
  const actor = call.actor();
  const repository = call.repository();
  const { git } = repository;
  const { path } = call.params;
  const branch = change.branch ?? repository.data.defaultBranch;
  return repository.exclusive(async () => {
    if (!isTreePath(path)) {
      throw unprocessable('path contains a malformed path component');
    }
    const ref = `refs/heads/${branch}`;
    const parent = isRefName(branch) ? await readRef(git, ref) : undefined;
    if (!parent) {
      throw new ApiError(404, `Branch ${branch} not found`);
    }
    const current = await findEntry(git, parent, path);
    if (change.content === undefined && !current) {
      throw notFound();
    }
    if (current && !change.expected) {
      throw unprocessable(`Invalid request.\n\n"sha" wasn't supplied.`);
    }
    if (current && current.sha !== change.expected) {
      throw conflict(`${path} does not match ${change.expected}`);
    }
    const edit: TreeChange =
      change.content === undefined
        ? { path, sha: undefined }
        : {
            path,
            mode: current?.mode ?? '100644',
            sha: await writeBlob(git, change.content),
          };
    const date = new Date().toISOString();
    const committer = {
      date,
      name: actor.name,
      email: actor.email,
      ...change.committer,
    };
    const sha = await writeCommit(git, {
      tree: await writeTree(git, parent, [edit]),
      parents: [parent],
      message: change.message,
      author: { ...committer, ...change.author },
      committer,
    });
    await updateRef(git, ref, sha, parent);
    await noticeRefChanges(call.context, repository, actor);
    const commit = await readCommit(git, sha);
    const entry = await findEntry(git, sha, path);
    const shown = entry && presentEntry(call, repository, branch, path, entry);
    return {
      isNew: !current,
      result: {
        content: shown
          ? {
              ...shown,
              type: 'file',
              download_url: shown.download_url ?? undefined,
            }
          : null,
        commit: presentGitCommit(call.context, repository, commit),
      },
    };
  });
}

/** Files and folders by their path. */
export function contentRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo/contents';

  api.get(base, getContents);
  api.get(`${base}/:path(.*)`, getContents);

  api.put<Schemas['file-commit']>(`${base}/:path(.+)`, async call => {
    call.actor();
    const { content, sha, ...rest } = call.parse(writing);
    const { result, isNew } = await changeFile(call, {
      ...rest,
      expected: sha,
      content: Buffer.from(content, 'base64'),
    });
    return { status: isNew ? 201 : 200, body: result };
  });

  api.delete<Schemas['file-commit']>(`${base}/:path(.+)`, async call => {
    call.actor();
    const { sha, ...rest } = call.parse(removal);
    const { result } = await changeFile(call, { ...rest, expected: sha });
    return ok(result);
  });

  api.get<Schemas['content-file']>('/repos/:owner/:repo/readme', async call => {
    const repository = call.repository();
    const ref = call.query.ref || repository.data.defaultBranch;
    const commit = await resolveCommit(repository.git, ref);
    const entries = commit ? await listTree(repository.git, commit) : [];
    const readme = entries.find(
      entry => entry.type === 'blob' && /^readme(\.|$)/i.test(entry.path),
    );
    if (!readme) {
      throw notFound();
    }
    const content = await readBlob(repository.git, readme.sha);
    if (/\braw\b/.test(call.accept)) {
      return raw(content, 'application/vnd.github.raw; charset=utf-8');
    }
    return ok({
      type: 'file',
      encoding: 'base64',
      content: content.toString('base64'),
      ...presentEntry(call, repository, ref, readme.path, readme),
    });
  });
}
