import { z } from 'zod';

import { readCommit, writeCommit } from '../git/commits';
import {
  listTree,
  readBlob,
  readTreeSha,
  readType,
  writeBlob,
} from '../git/objects';
import { isRefName, isSha } from '../git/refs';
import { isTreePath, TreeChange, writeTree } from '../git/writeTree';
import { ApiCall } from '../http/ApiCall';
import { notFound, unprocessable } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { created, ok, raw } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { nodeId } from '../present/nodeId';
import { presentGitCommit } from '../present/presentCommit';
import { Repository } from '../state/Repository';

const MOST_ENTRIES = 100_000;

const newBlob = z.object({
  content: z.string(),
  encoding: z.enum(['utf-8', 'base64']).default('utf-8'),
});

const newTree = z.object({
  base_tree: z.string().optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
      type: z.enum(['blob', 'tree', 'commit']).optional(),
      sha: z.string().nullable().optional(),
      content: z.string().optional(),
    }),
  ),
});

const person = z.object({
  name: z.string(),
  email: z.string(),
  date: z.string().datetime({ offset: true }).optional(),
});

const newCommit = z.object({
  message: z.string(),
  tree: z.string(),
  parents: z.array(z.string()).default([]),
  author: person.optional(),
  committer: person.partial().optional(),
});

async function checkObject(
  repository: Repository,
  sha: string,
  types: string[],
  message: string,
) {
  const type = isSha(sha) ? await readType(repository.git, sha) : undefined;
  if (!type || !types.includes(type)) {
    throw unprocessable(message);
  }
}

async function presentTree(
  call: ApiCall,
  repository: Repository,
  sha: string,
  recursive: boolean,
): Promise<Schemas['git-tree'] & { url: string }> {
  const url = call.context.urls.repositoryApi(repository.fullName);
  const entries = await listTree(repository.git, sha, { recursive });
  return {
    sha,
    url: `${url}/git/trees/${sha}`,
    truncated: entries.length > MOST_ENTRIES,
    tree: entries.slice(0, MOST_ENTRIES).map(entry => ({
      ...entry,
      url: `${url}/git/${entry.type}s/${entry.sha}`,
    })),
  };
}

async function changeOf(
  repository: Repository,
  entry: z.infer<typeof newTree>['tree'][number],
): Promise<TreeChange> {
  const { path, mode, sha, content } = entry;
  if (!isTreePath(path)) {
    throw unprocessable('tree.path contains a malformed path component');
  }
  if (content !== undefined) {
    const written = await writeBlob(repository.git, Buffer.from(content));
    return { path, mode, sha: written };
  }
  if (sha === null) {
    return { path, sha: undefined };
  }
  if (sha === undefined) {
    throw unprocessable('Must supply tree.sha or tree.content');
  }
  if (mode !== '160000') {
    const type = mode === '040000' ? 'tree' : 'blob';
    await checkObject(
      repository,
      sha,
      [type],
      `tree.sha ${sha} is not a valid ${type}`,
    );
  }
  return { path, mode, sha };
}

/** Blobs, trees and commits of the Git data API. */
export function objectRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo/git';

  api.get<Schemas['blob']>(`${base}/blobs/:sha`, async call => {
    const repository = call.repository();
    const { sha } = call.params;
    if (!isSha(sha) || (await readType(repository.git, sha)) !== 'blob') {
      throw notFound();
    }
    const content = await readBlob(repository.git, sha);
    if (/\braw\b/.test(call.accept)) {
      return raw(content, 'application/vnd.github.raw; charset=utf-8');
    }
    const url = call.context.urls.repositoryApi(repository.fullName);
    return ok({
      sha,
      node_id: nodeId('Blob', sha),
      size: content.length,
      url: `${url}/git/blobs/${sha}`,
      content: content.toString('base64'),
      encoding: 'base64',
    });
  });

  api.post<Schemas['short-blob']>(`${base}/blobs`, async call => {
    call.actor();
    const repository = call.repository();
    const { content, encoding } = call.parse(newBlob);
    const bytes = Buffer.from(
      content,
      encoding === 'base64' ? 'base64' : 'utf8',
    );
    const sha = await writeBlob(repository.git, bytes);
    const url = call.context.urls.repositoryApi(repository.fullName);
    return created({ sha, url: `${url}/git/blobs/${sha}` });
  });

  api.get<Schemas['git-tree']>(`${base}/trees/:sha(.+)`, async call => {
    const repository = call.repository();
    const name = call.params.sha;
    const isTree =
      isSha(name) && (await readType(repository.git, name)) === 'tree';
    let sha = name;
    if (!isTree) {
      if (!isRefName(name)) {
        throw notFound();
      }
      const commit = await call.commit(name).catch(() => {
        throw notFound();
      });
      sha = await readTreeSha(repository.git, commit);
    }
    // GitHub takes any value, also "0" and "false", as yes.
    const recursive = call.query.recursive !== undefined;
    return ok(await presentTree(call, repository, sha, recursive));
  });

  api.post<Schemas['git-tree'] & { url: string }>(
    `${base}/trees`,
    async call => {
      call.actor();
      const repository = call.repository();
      const wanted = call.parse(newTree);
      if (wanted.base_tree !== undefined) {
        await checkObject(
          repository,
          wanted.base_tree,
          ['tree', 'commit'],
          'base_tree is not a valid tree oid',
        );
      }
      const changes: TreeChange[] = [];
      for (const entry of wanted.tree) {
        changes.push(await changeOf(repository, entry));
      }
      const sha = await writeTree(repository.git, wanted.base_tree, changes);
      return created(await presentTree(call, repository, sha, false));
    },
  );

  api.get<Schemas['git-commit']>(`${base}/commits/:sha`, async call => {
    const repository = call.repository();
    const { sha } = call.params;
    if (!isSha(sha) || (await readType(repository.git, sha)) !== 'commit') {
      throw notFound();
    }
    const commit = await readCommit(repository.git, sha);
    return ok(presentGitCommit(call.context, repository, commit));
  });

  api.post<Schemas['git-commit']>(`${base}/commits`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const wanted = call.parse(newCommit);
    await checkObject(
      repository,
      wanted.tree,
      ['tree'],
      'Tree SHA does not exist',
    );
    for (const parent of wanted.parents) {
      await checkObject(
        repository,
        parent,
        ['commit'],
        'Parent SHA does not exist or is not a commit object',
      );
    }
    const date = new Date().toISOString();
    const author = {
      date,
      name: actor.name,
      email: actor.email,
      ...wanted.author,
    };
    const sha = await writeCommit(repository.git, {
      tree: wanted.tree,
      parents: wanted.parents,
      message: wanted.message,
      author,
      committer: { ...author, ...wanted.committer },
    });
    const commit = await readCommit(repository.git, sha);
    return created(presentGitCommit(call.context, repository, commit));
  });
}
