import { Git } from './Git';

/** The object id that stands for "does not exist". */
export const ZERO_SHA = '0'.repeat(40);

const FULL_SHA = /^[0-9a-f]{40}$/;
const SHORT_SHA = /^[0-9a-f]{4,40}$/;

// git-check-ref-format(1), as far as it matters before git is asked
const FORBIDDEN_IN_REF =
  /[\p{Cc} ~^:?*[\\]|\.\.|@\{|\/\/|^[-/]|[/.]$|\.lock(\/|$)|(^|\/)\./u;

/** Whether a text may be the name of a ref or of a part of one. */
export function isRefName(name: string): boolean {
  return name.length > 0 && name.length < 250 && !FORBIDDEN_IN_REF.test(name);
}

/** Whether a text is a full object id. */
export function isSha(text: string): boolean {
  return FULL_SHA.test(text);
}

/** All branches and tags with the object that they point at, sorted by name. */
export async function listRefs(git: Git): Promise<Map<string, string>> {
  const output = await git.text([
    'for-each-ref',
    '--format=%(objectname) %(refname)',
    'refs/heads',
    'refs/tags',
  ]);
  const refs = new Map<string, string>();
  for (const line of output.split('\n').filter(Boolean)) {
    refs.set(line.slice(41), line.slice(0, 40));
  }
  return refs;
}

/** The object that a full ref name points at. */
export async function readRef(
  git: Git,
  ref: string,
): Promise<string | undefined> {
  if (!isRefName(ref)) {
    return undefined;
  }
  const found = await git.attempt(['rev-parse', '--verify', '--quiet', ref]);
  return found.code === 0 ? found.stdout.toString().trim() : undefined;
}

/**
 * The commit that a person means by a branch, a tag, a full ref name or an
 * object id: in GitHub's order, a branch wins over a tag.
 */
export async function resolveCommit(
  git: Git,
  revision: string,
): Promise<string | undefined> {
  if (revision !== 'HEAD' && !isRefName(revision)) {
    return undefined;
  }
  const candidates = [
    `refs/heads/${revision}`,
    `refs/tags/${revision}`,
    ...(/^(heads|tags|pull)\//.test(revision) ? [`refs/${revision}`] : []),
    ...(revision.startsWith('refs/') || revision === 'HEAD' ? [revision] : []),
    ...(SHORT_SHA.test(revision) ? [revision] : []),
  ];
  for (const candidate of isSha(revision) ? [revision] : candidates) {
    const found = await git.attempt([
      'rev-parse',
      '--verify',
      '--quiet',
      `${candidate}^{commit}`,
    ]);
    if (found.code === 0) {
      return found.stdout.toString().trim();
    }
  }
  return undefined;
}

/**
 * Moves, creates or (`to` undefined) deletes a ref.
 *
 * @param from - what the ref must point at for this to succeed
 */
export async function updateRef(
  git: Git,
  ref: string,
  to: string | undefined,
  from?: string,
): Promise<void> {
  const old = from ? [from] : [];
  await git.run(
    to ? ['update-ref', ref, to, ...old] : ['update-ref', '-d', ref, ...old],
  );
}
