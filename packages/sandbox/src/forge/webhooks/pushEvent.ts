import { ForgeContext } from '../ForgeContext';
import { RefChange } from '../changes/noticeRefChanges';
import { Commit, isAncestor, listCommits, readCommit } from '../git/commits';
import { diffCommits } from '../git/diff';
import { readType } from '../git/objects';
import { ZERO_SHA } from '../git/refs';
import { Schemas } from '../http/schemas';
import { ForgeUser } from '../options';
import { presentRepository } from '../present/presentRepository';
import { presentUser } from '../present/presentUser';
import { Repository } from '../state/Repository';

type PushedCommit = Schemas['webhook-push']['commits'][number];

/** GitHub tells of no more commits than these; the newest are kept. */
const MOST_COMMITS = 2048;
/** A first push of a long history need not list every file of every commit. */
const MOST_FILE_LISTS = 50;

async function presentPushed(
  context: ForgeContext,
  repository: Repository,
  commit: Commit,
  withFiles: boolean,
): Promise<PushedCommit> {
  const files = withFiles
    ? await diffCommits(repository.git, commit.parents[0], commit.sha)
    : [];
  const login = (email: string) => context.users.byEmail(email)?.login;
  const paths = (...statuses: string[]) =>
    files.filter(file => statuses.includes(file.status)).map(file => file.path);
  const gone = files.flatMap(file =>
    file.status === 'renamed' && file.previousPath ? [file.previousPath] : [],
  );
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: context.urls.commit(repository.fullName, commit.sha),
    author: {
      name: commit.author.name,
      email: commit.author.email,
      date: commit.author.date,
      username: login(commit.author.email),
    },
    committer: {
      name: commit.committer.name,
      email: commit.committer.email,
      date: commit.committer.date,
      username: login(commit.committer.email),
    },
    added: paths('added', 'copied', 'renamed'),
    removed: [...paths('removed'), ...gone],
    modified: paths('modified', 'changed'),
  };
}

async function commitsOf(
  repository: Repository,
  { before, after }: RefChange,
): Promise<Commit[]> {
  const { git } = repository;
  if (after === ZERO_SHA || (await readType(git, after)) !== 'commit') {
    return [];
  }
  const from = before === ZERO_SHA ? repository.data.defaultBranch : before;
  const known = (await readType(git, from)) !== undefined;
  const commits = await listCommits(git, known ? `${from}..${after}` : after, {
    limit: MOST_COMMITS,
  });
  return commits.reverse();
}

/** Tells the webhooks that a branch or tag moved, came or went. */
export async function announcePush(
  context: ForgeContext,
  repository: Repository,
  change: RefChange,
  sender: ForgeUser,
): Promise<void> {
  const { git, data, fullName } = repository;
  const { ref, before, after } = change;
  const { urls } = context;
  const [wasThere, isThere] = [before !== ZERO_SHA, after !== ZERO_SHA];
  const commits = await commitsOf(repository, change);
  const presented: PushedCommit[] = [];
  for (const [index, commit] of commits.entries()) {
    const recent = index >= commits.length - MOST_FILE_LISTS;
    presented.push(await presentPushed(context, repository, commit, recent));
  }
  const head =
    isThere && (await readType(git, after)) === 'commit'
      ? presented.find(commit => commit.id === after) ??
        (await presentPushed(
          context,
          repository,
          await readCommit(git, after),
          true,
        ))
      : null;
  const repo = presentRepository(urls, repository);
  const range = `${before.slice(0, 12)}...${after.slice(0, 12)}`;
  const payload = {
    ref,
    before,
    after,
    base_ref: null,
    created: !wasThere,
    deleted: !isThere,
    forced: wasThere && isThere && !(await isAncestor(git, before, after)),
    compare: `${urls.repository(fullName)}/compare/${range}`,
    commits: presented,
    head_commit: head,
    pusher: { name: sender.login, email: sender.email },
    repository: {
      ...repo,
      owner: { ...repo.owner, name: repository.owner, email: null },
      // In this event alone GitHub gives these two as seconds.
      created_at: Math.floor(Date.parse(data.createdAt) / 1000),
      pushed_at: Math.floor(Date.parse(data.pushedAt) / 1000),
      master_branch: data.defaultBranch,
      stargazers: 0,
    },
    sender: presentUser(urls, sender),
  } satisfies Schemas['webhook-push'];
  context.webhooks.send(repository, 'push', payload);
  if (!wasThere || !isThere) {
    announceRef(context, repository, ref, isThere, sender);
  }
}

function announceRef(
  { urls, webhooks }: ForgeContext,
  repository: Repository,
  ref: string,
  isThere: boolean,
  sender: ForgeUser,
): void {
  const payload = {
    ref: ref.replace(/^refs\/(heads|tags)\//, ''),
    ref_type: ref.startsWith('refs/tags/')
      ? ('tag' as const)
      : ('branch' as const),
    pusher_type: 'user',
    repository: presentRepository(urls, repository),
    sender: presentUser(urls, sender),
  };
  if (isThere) {
    webhooks.send(repository, 'create', {
      ...payload,
      master_branch: repository.data.defaultBranch,
      description: repository.data.description || null,
    } satisfies Schemas['webhook-create']);
  } else {
    webhooks.send(
      repository,
      'delete',
      payload satisfies Schemas['webhook-delete'],
    );
  }
}
