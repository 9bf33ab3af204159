import { resolveCommit } from '../git/refs';
import { ApiCall } from '../http/ApiCall';
import { notFound } from '../http/ApiError';
import { ApiRouter } from '../http/ApiRouter';
import { raw, Reply } from '../http/Reply';

async function archive(
  call: ApiCall,
  format: 'tar.gz' | 'zip',
): Promise<Reply<never>> {
  const repository = call.repository();
  const ref = call.params.ref || repository.data.defaultBranch;
  const sha = await resolveCommit(repository.git, ref);
  if (!sha) {
    throw notFound();
  }
  // Readers strip the first folder, whose name is GitHub's.
  const name = `${repository.owner}-${repository.name}-${sha.slice(0, 7)}`;
  const content = await repository.git.run([
    'archive',
    `--format=${format}`,
    `--prefix=${name}/`,
    sha,
  ]);
  const type = format === 'zip' ? 'application/zip' : 'application/x-gzip';
  return {
    ...raw(content, type),
    headers: {
      'content-disposition': `attachment; filename=${name}.${format}`,
    },
  };
}

/**
 * A repository's files in one archive. GitHub sends the reader on to another
 * host for it; the forge has no other host and answers at once.
 */
export function archiveRoutes(api: ApiRouter): void {
  const base = '/repos/:owner/:repo';
  api.get(`${base}/tarball`, call => archive(call, 'tar.gz'));
  api.get(`${base}/tarball/:ref(.+)`, call => archive(call, 'tar.gz'));
  api.get(`${base}/zipball`, call => archive(call, 'zip'));
  api.get(`${base}/zipball/:ref(.+)`, call => archive(call, 'zip'));
}
