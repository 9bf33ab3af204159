import { Git } from './Git';

/** How a file differs between two commits. */
export type FileChange = {
  path: string;
  previousPath?: string;
  status: 'added' | 'removed' | 'modified' | 'renamed' | 'copied' | 'changed';
  /** The blob afterwards, or before when it was removed. */
  sha: string;
  additions: number;
  deletions: number;
  /** The hunks, without the file's header; binary files have none. */
  patch?: string;
};

const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const STATUS = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  C: 'copied',
  T: 'changed',
} as const satisfies Record<string, FileChange['status']>;

function isStatus(letter: string): letter is keyof typeof STATUS {
  return letter in STATUS;
}

function parseRaw(output: string): FileChange[] {
  const fields = output.split('\0');
  const changes: FileChange[] = [];
  while (fields.length > 1) {
    const [, , before, after, code] = fields.shift()!.split(' ');
    const letter = code[0];
    if (!isStatus(letter)) {
      fields.shift();
      continue;
    }
    const first = fields.shift()!;
    const moved = letter === 'R' || letter === 'C';
    changes.push({
      path: moved ? fields.shift()! : first,
      ...(moved && { previousPath: first }),
      status: STATUS[letter],
      sha: letter === 'D' ? before : after,
      additions: 0,
      deletions: 0,
    });
  }
  return changes;
}

/** Splits git's patch at the files' headers; no line of a hunk starts so. */
function splitPatch(patch: string): string[] {
  return patch.split(/^(?=diff --git )/m).filter(Boolean);
}

function hunksOf(section: string): string | undefined {
  const start = section.search(/^@@ /m);
  return start < 0 ? undefined : section.slice(start).replace(/\n$/, '');
}

function countLines(hunks: string, sign: '+' | '-'): number {
  return hunks.split('\n').filter(line => line.startsWith(sign)).length;
}

/**
 * What changed from one commit to another, in git's order.
 *
 * @param from - undefined compares with nothing, as for a first commit
 */
export async function diffCommits(
  git: Git,
  from: string | undefined,
  to: string,
): Promise<FileChange[]> {
  const range = [from ?? EMPTY_TREE, to];
  const flags = ['--no-abbrev', '--no-ext-diff', '--no-color', '-M'];
  const [raw, patch] = await Promise.all([
    git.run(['diff', ...flags, '--raw', '-z', ...range, '--']),
    git.run(['diff', ...flags, '--patch', ...range, '--']),
  ]);
  const sections = splitPatch(patch.toString('utf8'));
  return parseRaw(raw.toString('utf8')).map(change => {
    // git writes a changed type as a removal and an addition.
    const own = sections.splice(0, change.status === 'changed' ? 2 : 1);
    const hunks = own.map(hunksOf).filter(Boolean).join('\n');
    return {
      ...change,
      additions: countLines(hunks, '+'),
      deletions: countLines(hunks, '-'),
      ...(hunks && { patch: hunks }),
    };
  });
}

/**
 * The whole difference as `git apply` takes it.
 *
 * @param from - undefined compares with nothing, as for a first commit
 */
export async function diffText(
  git: Git,
  from: string | undefined,
  to: string,
): Promise<string> {
  const range = [from ?? EMPTY_TREE, to];
  const output = await git.run(['diff', '--no-color', ...range, '--']);
  return output.toString('utf8');
}
