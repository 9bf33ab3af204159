import type { Octokit } from '@octokit/rest';
import { isForgeAnswer } from './forgeError';

/** A file's text at a branch, tag or commit; `undefined` when there is no such file. */
export async function readFileAt(
  octokit: Octokit,
  repository: { owner: string; repo: string },
  path: string,
  ref: string,
  request: { signal?: AbortSignal } = {},
): Promise<string | undefined> {
  try {
    const { data } = await octokit.rest.repos.getContent({
      ...repository,
      path,
      ref,
      request,
    });
    return !Array.isArray(data) && data.type === 'file' && 'content' in data
      ? Buffer.from(data.content, 'base64').toString('utf8')
      : undefined;
  } catch (error) {
    if (isForgeAnswer(error, 404)) {
      return undefined;
    }
    throw error;
  }
}
