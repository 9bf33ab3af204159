import { Git, GitError } from './Git';
import {
  Commit,
  listCommits,
  readCommit,
  Signature,
  writeCommit,
} from './commits';

/** Merges two commits in memory; undefined when they are in conflict. */
export async function mergeTrees(
  git: Git,
  ours: string,
  theirs: string,
): Promise<string | undefined> {
  const args = ['merge-tree', '--write-tree', '--no-messages', ours, theirs];
  const result = await git.attempt(args);
  if (result.code === 1) {
    return undefined;
  }
  if (result.code !== 0) {
    throw new GitError(args, result.code, result.stderr);
  }
  return result.stdout.toString().trim().split('\n')[0];
}

/**
 * One commit laid on top of another. A stand-in for the new base is written
 * that has the commit's own parent, so that exactly that parent becomes the
 * merge base.
 */
async function transplant(
  git: Git,
  commit: Commit,
  onto: Commit,
  committer: Signature,
): Promise<string | undefined> {
  const base = await writeCommit(git, {
    ...onto,
    parents: commit.parents.slice(0, 1),
  });
  const tree = await mergeTrees(git, base, commit.sha);
  return (
    tree &&
    writeCommit(git, { ...commit, tree, parents: [onto.sha], committer })
  );
}

/** Lays the commits of `base..head` on top of base; undefined on a conflict. */
export async function rebase(
  git: Git,
  base: string,
  head: string,
  committer: Signature,
): Promise<string | undefined> {
  const commits = await listCommits(git, `${base}..${head}`, {
    oldestFirst: true,
  });
  let tip = base;
  for (const commit of commits.filter(each => each.parents.length < 2)) {
    const onto = await readCommit(git, tip);
    const next = await transplant(git, commit, onto, committer);
    if (!next) {
      return undefined;
    }
    tip = next;
  }
  return tip;
}
