import { z } from 'zod';

import { noticeRefChanges } from '../changes/noticeRefChanges';
import { isAncestor } from '../git/commits';
import { readType } from '../git/objects';
import { isRefName, isSha, listRefs, readRef, updateRef } from '../git/refs';
import { ApiCall } from '../http/ApiCall';
import { notFound, unprocessable } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { created, noContent, ok, paged } from '../http/Reply';
import { Schemas } from '../http/schemas';
import { encodePath } from '../present/ForgeUrls';
import { nodeId } from '../present/nodeId';
import { Repository } from '../state/Repository';

const newRef = z.object({ ref: z.string(), sha: z.string() });
const movedRef = z.object({
  sha: z.string(),
  force: z.boolean().default(false),
});

async function presentRef(
  call: ApiCall,
  repository: Repository,
  ref: string,
  sha: string,
): Promise<Schemas['git-ref']> {
  const url = call.context.urls.repositoryApi(repository.fullName);
  const type = (await readType(repository.git, sha)) ?? 'commit';
  return {
    ref,
    node_id: nodeId('Ref', `${repository.fullName}:${ref}`),
    url: `${url}/git/${encodePath(ref)}`,
    object: { type, sha, url: `${url}/git/${type}s/${sha}` },
  };
}

/** The full name of the ref that a path like `heads/main` means. */
function refOf(call: ApiCall): string {
  const name = call.params.ref.replace(/^refs\//, '');
  if (!isRefName(name)) {
    throw notFound();
  }
  return `refs/${name}`;
}

async function checkTarget(repository: Repository, ref: string, sha: string) {
  const type = isSha(sha) ? await readType(repository.git, sha) : undefined;
  if (!type) {
    throw unprocessable('Object does not exist');
  }
  if (ref.startsWith('refs/heads/') && type !== 'commit') {
    throw unprocessable('Reference cannot be updated');
  }
}

/** Refs of the Git data API. */
export function refRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo/git';

  api.get<Schemas['git-ref']>(`${base}/ref/:ref(.+)`, async call => {
    const repository = call.repository();
    const ref = refOf(call);
    const sha = await readRef(repository.git, ref);
    if (!sha) {
      throw notFound();
    }
    return ok(await presentRef(call, repository, ref, sha));
  });

  api.get<Schemas['git-ref'][]>(
    `${base}/matching-refs/:ref(.*)`,
    async call => {
      const repository = call.repository();
      const prefix = `refs/${call.params.ref.replace(/^refs\//, '')}`;
      const refs = await listRefs(repository.git);
      const found = [...refs].filter(([ref]) => ref.startsWith(prefix));
      return paged(call, found, ([ref, sha]) =>
        presentRef(call, repository, ref, sha),
      );
    },
  );

  api.post<Schemas['git-ref']>(`${base}/refs`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const { ref, sha } = call.parse(newRef);
    if (!/^refs\/(heads|tags)\/./.test(ref) || !isRefName(ref)) {
      throw unprocessable('Reference name is not valid');
    }
    return repository.exclusive(async () => {
      await checkTarget(repository, ref, sha);
      const refs = await listRefs(repository.git);
      if (refs.has(ref)) {
        throw unprocessable('Reference already exists');
      }
      // git keeps refs as files: a branch cannot also be another's folder.
      const clash = [...refs.keys()].some(
        other => other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`),
      );
      if (clash) {
        throw unprocessable('Reference name conflicts with another reference');
      }
      await updateRef(repository.git, ref, sha);
      await noticeRefChanges(call.context, repository, actor);
      return created(await presentRef(call, repository, ref, sha));
    });
  });

  api.patch<Schemas['git-ref']>(`${base}/refs/:ref(.+)`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const ref = refOf(call);
    const { sha, force } = call.parse(movedRef);
    return repository.exclusive(async () => {
      const { git } = repository;
      const current = await readRef(git, ref);
      if (!current) {
        throw unprocessable('Reference does not exist');
      }
      await checkTarget(repository, ref, sha);
      if (!force && !(await isAncestor(git, current, sha))) {
        throw unprocessable('Update is not a fast forward');
      }
      await updateRef(git, ref, sha, current);
      await noticeRefChanges(call.context, repository, actor);
      return ok(await presentRef(call, repository, ref, sha));
    });
  });

  api.delete(`${base}/refs/:ref(.+)`, async call => {
    const actor = call.actor();
    const repository = call.repository();
    const ref = refOf(call);
    return repository.exclusive(async () => {
      const current = (await listRefs(repository.git)).get(ref);
      if (!current) {
        throw unprocessable('Reference does not exist');
      }
      if (ref === `refs/heads/${repository.data.defaultBranch}`) {
        throw unprocessable('Cannot delete the default branch');
      }
      await updateRef(repository.git, ref, undefined, current);
      await noticeRefChanges(call.context, repository, actor);
      return noContent();
    });
  });
}
