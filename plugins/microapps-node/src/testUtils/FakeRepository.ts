/** A commit, with its whole tree. */
export type FakeCommit = {
  sha: string;
  files: Record<string, string>;
  parents: string[];
  message: string;
  author: { name: string; email: string };
  date: string;
};

/** A pull request. */
export type FakePull = {
  number: number;
  title: string;
  body: string;
  head: string;
  headSha: string;
  base: string;
  /** What the forge has found out: `null` while it is still looking. */
  mergeable: boolean | null;
  state: 'open' | 'closed';
  login: string;
  fork: boolean;
  mergedAt?: string;
  closedAt?: string;
  updatedAt: string;
};

type Answer = { status: number; body: unknown };
type Body = Record<string, unknown>;

const notFound: Answer = { status: 404, body: { message: 'Not Found' } };

/** A repository in memory that answers as GitHub does. */
export class FakeRepository {
  readonly commits = new Map<string, FakeCommit>();
  readonly branches = new Map<string, string>();
  readonly pulls: FakePull[] = [];
  checkRuns: object[] = [];
  statuses: object[] = [];
  private readonly trees = new Map<string, Record<string, string>>();
  private counter = 0;

  constructor(files: Record<string, string>) {
    this.branches.set('main', this.commit({ files, message: 'Start' }));
  }

  /** The files of a branch or commit. */
  filesAt(ref: string): Record<string, string> {
    return this.commits.get(this.branches.get(ref) ?? ref)?.files ?? {};
  }

  /** The head commit of a branch. */
  headOf(branch: string): FakeCommit | undefined {
    return this.commits.get(this.branches.get(branch) ?? '');
  }

  /** Adds a commit without any branch. */
  commit(commit: Partial<FakeCommit>): string {
    const sha = this.nextSha('c');
    this.commits.set(sha, {
      sha,
      files: {},
      parents: [],
      message: '',
      author: { name: 'Sam Okafor', email: 'sam@acme.example' },
      date: new Date().toISOString(),
      ...commit,
    });
    return sha;
  }

  /** Puts files on top of a branch, which begins at `main` when it is new. */
  push(
    branch: string,
    files: Record<string, string>,
    more: Partial<FakeCommit> = {},
  ): string {
    const parent = this.branches.get(branch) ?? this.branches.get('main')!;
    const sha = this.commit({
      files: { ...this.filesAt(parent), ...files },
      parents: [parent],
      ...more,
    });
    this.branches.set(branch, sha);
    return sha;
  }

  /** Opens a pull request, as somebody would on GitHub's page. */
  open(head: string, more: Partial<FakePull> = {}): FakePull {
    const pull: FakePull = {
      number: this.pulls.length + 1,
      title: `Request ${head}`,
      body: '',
      head,
      headSha: this.branches.get(head) ?? '',
      base: 'main',
      mergeable: true,
      state: 'open',
      login: 'portal',
      fork: false,
      updatedAt: new Date().toISOString(),
      ...more,
    };
    this.pulls.push(pull);
    return pull;
  }

  /** Merges or closes a pull request. */
  close(number: number, options: { merge: boolean; at?: string }): void {
    const pull = this.pulls.find(candidate => candidate.number === number)!;
    const at = options.at ?? new Date().toISOString();
    Object.assign(pull, { state: 'closed', closedAt: at, updatedAt: at });
    if (options.merge) {
      pull.mergedAt = at;
      this.push('main', this.filesAt(pull.headSha));
    }
  }

  /** Answers one call of the REST API. */
  handle(
    method: string,
    path: string,
    query: URLSearchParams,
    body: Body,
  ): Answer {
    const [route, rest = ''] = [
      /^(git\/(?:refs?|commits|trees)|pulls|contents|commits)\/?(.*)$/.exec(
        path,
      )?.[1],
      path.replace(
        /^(git\/(?:refs?|commits|trees)|pulls|contents|commits)\/?/,
        '',
      ),
    ];
    switch (`${method} ${route}`) {
      case 'GET pulls':
        return rest ? this.getPull(Number(rest)) : this.listPulls(query);
      case 'POST pulls':
        return this.createPull(body);
      case 'GET git/ref':
        return this.getRef(rest.replace(/^heads\//, ''));
      case 'POST git/refs':
        return this.createRef(
          String(body.ref).replace(/^refs\/heads\//, ''),
          String(body.sha),
        );
      case 'PATCH git/refs':
        return this.updateRef(
          rest.replace(/^heads\//, ''),
          String(body.sha),
          body.force === true,
        );
      case 'GET git/commits':
        return this.getCommit(rest);
      case 'POST git/commits':
        return this.createCommit(body);
      case 'POST git/trees':
        return this.createTree(body);
      case 'GET contents':
        return this.getContent(rest, query.get('ref') ?? 'main');
      case 'GET commits':
        return this.getChecks(rest);
      default:
        return notFound;
    }
  }

  private nextSha(kind: string): string {
    this.counter += 1;
    return `${kind}${this.counter}`.padEnd(40, '0');
  }

  private show(pull: FakePull): object {
    return {
      number: pull.number,
      title: pull.title,
      body: pull.body,
      state: pull.state,
      html_url: `https://github.test/acme/microapps/pull/${pull.number}`,
      user: { login: pull.login },
      head: {
        ref: pull.head,
        sha: pull.headSha,
        repo: {
          full_name: pull.fork ? 'stranger/microapps' : 'acme/microapps',
        },
      },
      base: { ref: pull.base, sha: this.branches.get(pull.base) ?? '' },
      created_at: '2026-11-01T00:00:00Z',
      updated_at: pull.updatedAt,
      closed_at: pull.closedAt ?? null,
      merged_at: pull.mergedAt ?? null,
    };
  }

  private getPull(number: number): Answer {
    const pull = this.pulls.find(candidate => candidate.number === number);
    return pull
      ? { status: 200, body: { ...this.show(pull), mergeable: pull.mergeable } }
      : notFound;
  }

  private listPulls(query: URLSearchParams): Answer {
    const head = query.get('head')?.replace(/^acme:/, '');
    const pulls = this.pulls
      .filter(pull => pull.state === query.get('state'))
      .filter(pull => !head || pull.head === head)
      .sort((a, b) => b.updatedAt.localeCompare(a.updatedAt));
    return { status: 200, body: pulls.map(pull => this.show(pull)) };
  }

  private createPull(body: Body): Answer {
    const head = String(body.head);
    if (this.pulls.some(pull => pull.state === 'open' && pull.head === head)) {
      return this.refuse(`A pull request already exists for acme:${head}.`);
    }
    const pull = this.open(head, {
      title: String(body.title),
      body: String(body.body),
      base: String(body.base),
    });
    return { status: 201, body: this.show(pull) };
  }

  private getRef(branch: string): Answer {
    const sha = this.branches.get(branch);
    return sha ? { status: 200, body: { object: { sha } } } : notFound;
  }

  private createRef(branch: string, sha: string): Answer {
    if (this.branches.has(branch)) {
      return this.refuse('Reference already exists');
    }
    this.branches.set(branch, sha);
    return { status: 201, body: { object: { sha } } };
  }

  private updateRef(branch: string, sha: string, force: boolean): Answer {
    if (!force && !this.isAncestor(this.branches.get(branch), sha)) {
      return this.refuse('Update is not a fast forward');
    }
    this.branches.set(branch, sha);
    return { status: 200, body: { object: { sha } } };
  }

  private isAncestor(ancestor: string | undefined, sha: string): boolean {
    const commit = this.commits.get(sha);
    return (
      sha === ancestor ||
      Boolean(commit?.parents.some(parent => this.isAncestor(ancestor, parent)))
    );
  }

  private getCommit(sha: string): Answer {
    const commit = this.commits.get(sha);
    return commit
      ? {
          status: 200,
          body: {
            sha,
            message: commit.message,
            author: { ...commit.author, date: commit.date },
            committer: {
              name: 'portal',
              email: 'portal@acme.example',
              date: commit.date,
            },
            tree: { sha: this.treeOf(commit.files) },
          },
        }
      : notFound;
  }

  private treeOf(files: Record<string, string>): string {
    const sha = this.nextSha('t');
    this.trees.set(sha, files);
    return sha;
  }

  private createTree(body: Body): Answer {
    const items = body.tree as { path: string; content: string }[];
    const sha = this.treeOf({
      ...this.trees.get(String(body.base_tree)),
      ...Object.fromEntries(items.map(item => [item.path, item.content])),
    });
    return { status: 201, body: { sha } };
  }

  private createCommit(body: Body): Answer {
    const sha = this.commit({
      files: this.trees.get(String(body.tree)),
      parents: body.parents as string[],
      message: String(body.message),
      author: body.author as FakeCommit['author'],
    });
    return { status: 201, body: { sha } };
  }

  private getContent(path: string, ref: string): Answer {
    const content = this.filesAt(ref)[path];
    return content === undefined
      ? notFound
      : {
          status: 200,
          body: {
            type: 'file',
            encoding: 'base64',
            content: Buffer.from(content)
              .toString('base64')
              .replace(/.{60}/g, '$&\n'),
          },
        };
  }

  private getChecks(rest: string): Answer {
    return rest.endsWith('/check-runs')
      ? {
          status: 200,
          body: {
            total_count: this.checkRuns.length,
            check_runs: this.checkRuns,
          },
        }
      : { status: 200, body: { statuses: this.statuses } };
  }

  private refuse(message: string): Answer {
    return {
      status: 422,
      body: { message: 'Validation Failed', errors: [{ message }] },
    };
  }
}
