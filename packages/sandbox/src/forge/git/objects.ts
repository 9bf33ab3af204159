import { Git } from './Git';

/** The kinds of object that git stores. */
export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';

/** One line of a tree. */
export type TreeEntry = {
  path: string;
  mode: string;
  type: ObjectType;
  sha: string;
  /** Bytes; only blobs have it. */
  size?: number;
};

/** What kind of object an id names, if there is one. */
export async function readType(
  git: Git,
  sha: string,
): Promise<ObjectType | undefined> {
  const found = await git.attempt(['cat-file', '-t', sha]);
  return found.code === 0
    ? (found.stdout.toString().trim() as ObjectType)
    : undefined;
}

/** The content of a blob. */
export function readBlob(git: Git, sha: string): Promise<Buffer> {
  return git.run(['cat-file', 'blob', sha]);
}

/** Stores a blob and gives its id. */
export function writeBlob(git: Git, content: Buffer): Promise<string> {
  return git.text(['hash-object', '-w', '--stdin'], { input: content });
}

/** The tree of a commit, or the tree itself. */
export function readTreeSha(git: Git, treeish: string): Promise<string> {
  return git.text(['rev-parse', '--verify', `${treeish}^{tree}`]);
}

function parseEntries(output: Buffer): TreeEntry[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const tab = line.indexOf('\t');
      const [mode, type, sha, size] = line.slice(0, tab).split(/ +/);
      return {
        path: line.slice(tab + 1),
        mode,
        type: type as ObjectType,
        sha,
        ...(size !== '-' && { size: Number(size) }),
      };
    });
}

/** The entries of a tree; with `recursive` also those of the folders in it. */
export async function listTree(
  git: Git,
  treeish: string,
  options: { recursive?: boolean } = {},
): Promise<TreeEntry[]> {
  const flags = options.recursive ? ['-r', '-t'] : [];
  return parseEntries(
    await git.run(['ls-tree', '-z', '--long', ...flags, treeish]),
  );
}

/** What stands at a path of a commit; the empty path is the root folder. */
export async function findEntry(
  git: Git,
  commit: string,
  path: string,
): Promise<TreeEntry | undefined> {
  if (path === '') {
    const sha = await readTreeSha(git, commit);
    return { path, mode: '040000', type: 'tree', sha };
  }
  const entries = parseEntries(
    await git.run([
      '--literal-pathspecs',
      'ls-tree',
      '-z',
      '--long',
      '--full-tree',
      commit,
      '--',
      path,
    ]),
  );
  return entries.find(entry => entry.path === path);
}
