import { Git } from './Git';

/** Who made a commit, and when (ISO 8601 with the time zone that was kept). */
export type Signature = { name: string; email: string; date: string };

/** A commit as git keeps it. */
export type Commit = {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  /** Without the line breaks at its end. */
  message: string;
};

const FORMAT = '%H%n%T%n%P%n%an%n%ae%n%aI%n%cn%n%ce%n%cI%n%B';

function parseCommit(text: string): Commit {
  const lines = text.split('\n');
  const [sha, tree, parents, an, ae, ad, cn, ce, cd] = lines;
  return {
    sha,
    tree,
    parents: parents.split(' ').filter(Boolean),
    author: { name: an, email: ae, date: ad },
    committer: { name: cn, email: ce, date: cd },
    message: lines.slice(9).join('\n').replace(/\n+$/, ''),
  };
}

/** Options of {@link listCommits}. */
export type ListCommitsOptions = {
  /** Only commits that changed something there. */
  path?: string;
  since?: string;
  until?: string;
  /** Text that stands in the author's name or address. */
  author?: string;
  skip?: number;
  limit?: number;
  oldestFirst?: boolean;
};

/** Commits of a range (`a..b`) or those before and including one, newest first. */
export async function listCommits(
  git: Git,
  range: string,
  options: ListCommitsOptions = {},
): Promise<Commit[]> {
  const flags = [
    ...(options.skip ? [`--skip=${options.skip}`] : []),
    ...(options.limit ? [`--max-count=${options.limit}`] : []),
    ...(options.since ? [`--since=${options.since}`] : []),
    ...(options.until ? [`--until=${options.until}`] : []),
    ...(options.author ? ['-F', `--author=${options.author}`] : []),
    ...(options.oldestFirst ? ['--reverse', '--topo-order'] : []),
  ];
  const output = await git.run([
    '--literal-pathspecs',
    'log',
    '-z',
    `--format=${FORMAT}`,
    ...flags,
    range,
    '--',
    ...(options.path ? [options.path] : []),
  ]);
  return output.toString('utf8').split('\0').filter(Boolean).map(parseCommit);
}

/** One commit by its object id. */
export async function readCommit(git: Git, sha: string): Promise<Commit> {
  const [commit] = await listCommits(git, sha, { limit: 1 });
  return commit;
}

/** How many commits a range holds. */
export async function countCommits(git: Git, range: string): Promise<number> {
  return Number(await git.text(['rev-list', '--count', range, '--']));
}

/** The best common ancestor of two commits. */
export async function mergeBase(
  git: Git,
  left: string,
  right: string,
): Promise<string | undefined> {
  const found = await git.attempt(['merge-base', left, right]);
  return found.code === 0 ? found.stdout.toString().trim() : undefined;
}

/** Whether `ancestor` is reachable from `descendant`. */
export async function isAncestor(
  git: Git,
  ancestor: string,
  descendant: string,
): Promise<boolean> {
  const found = await git.attempt([
    'merge-base',
    '--is-ancestor',
    ancestor,
    descendant,
  ]);
  return found.code === 0;
}

/** What goes into a new commit. */
export type NewCommit = Pick<Commit, 'tree' | 'message'> & {
  parents: readonly string[];
  author: Signature;
  committer: Signature;
};

function signatureLine(signature: Signature): string {
  // These characters end a field of git's commit format.
  const clean = (text: string) => text.replace(/[<>\n\0]/g, '').trim();
  const seconds = Math.floor(new Date(signature.date).getTime() / 1000);
  const zone = /([+-]\d\d):?(\d\d)$/.exec(signature.date);
  return `${clean(signature.name)} <${clean(signature.email)}> ${seconds} ${
    zone ? `${zone[1]}${zone[2]}` : '+0000'
  }`;
}

/** Stores a commit and gives its id. No ref moves. */
export function writeCommit(git: Git, commit: NewCommit): Promise<string> {
  const text = [
    `tree ${commit.tree}`,
    ...commit.parents.map(parent => `parent ${parent}`),
    `author ${signatureLine(commit.author)}`,
    `committer ${signatureLine(commit.committer)}`,
    '',
    commit.message.replace(/\0/g, ''),
  ].join('\n');
  return git.text(['hash-object', '-t', 'commit', '-w', '--stdin'], {
    input: text,
  });
}
