import { InputError } from '@backstage/errors';
import type { RepositoryLocation } from './MicroAppsConfig';

const SEGMENT = /^[A-Za-z0-9_.-]+$/;

function isName(segment: string | undefined): segment is string {
  return (
    segment !== undefined && SEGMENT.test(segment) && !/^\.+$/.test(segment)
  );
}

/**
 * Reads `<protocol>://<host>/<owner>/<repo>`; the host may have a port.
 *
 * @throws InputError when it is anything else, or carries a credential.
 */
export function parseRepositoryUrl(
  url: string,
  branch: string = 'main',
): RepositoryLocation {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed?.username || parsed?.password) {
    throw new InputError(
      'A repository URL must not carry a user or a token: those belong under integrations.github.',
    );
  }
  const [owner, repoWithSuffix, ...rest] =
    parsed?.pathname.replace(/^\//, '').replace(/\/$/, '').split('/') ?? [];
  const repo = repoWithSuffix?.replace(/\.git$/, '');
  if (
    !parsed ||
    !['http:', 'https:'].includes(parsed.protocol) ||
    parsed.search ||
    parsed.hash ||
    rest.length > 0 ||
    !isName(owner) ||
    !isName(repo)
  ) {
    throw new InputError(
      `"${url}" is not the URL of a repository. Write it like https://github.com/acme/microapps, and the branch as "branch" beside it.`,
    );
  }
  return {
    url: `${parsed.protocol}//${parsed.host}/${owner}/${repo}`,
    host: parsed.host,
    owner,
    repo,
    branch,
  };
}
