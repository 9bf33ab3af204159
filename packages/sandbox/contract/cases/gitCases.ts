import { ContractCase } from './ContractCase';

/** Git's own objects and refs, and commits, comparisons, archives. */
export const gitCases: ContractCase = async context => {
  const { run, octokit, owner, repo, base } = context;
  const { rest } = octokit;
  const at = { owner, repo };
  const blob = await run.check('write a blob', 201, () =>
    rest.git.createBlob({ ...at, content: 'aGk=', encoding: 'base64' }),
  );
  await run.check('a blob', 200, () =>
    rest.git.getBlob({ ...at, file_sha: blob.sha }),
  );
  await run.check('no such blob', 404, () =>
    rest.git.getBlob({ ...at, file_sha: '0'.repeat(40) }),
  );
  const tree = await run.check('write a tree', 201, () =>
    rest.git.createTree({
      ...at,
      base_tree: base,
      tree: [
        { path: 'a/new.txt', mode: '100644', type: 'blob', content: 'new\n' },
        { path: 'a/hi.txt', mode: '100644', type: 'blob', sha: blob.sha },
        { path: 'old.txt', mode: '100644', type: 'blob', sha: null },
      ],
    }),
  );
  await run.check('a tree that leads outside', 422, () =>
    rest.git.createTree({
      ...at,
      tree: [{ path: '../x', mode: '100644', type: 'blob', content: '' }],
    }),
  );
  await run.check('a tree', 200, () =>
    rest.git.getTree({ ...at, tree_sha: tree.sha, recursive: '1' }),
  );
  const commit = await run.check('write a commit', 201, () =>
    rest.git.createCommit({
      ...at,
      tree: tree.sha,
      parents: [base],
      message: 'Change',
      author: {
        name: 'Ana Lopes',
        email: 'ana@acme.example',
        date: '2026-01-02T03:04:05+02:00',
      },
    }),
  );
  await run.check('a commit of a tree that is none', 422, () =>
    rest.git.createCommit({ ...at, tree: base, message: '', parents: [] }),
  );
  await run.check('a git commit', 200, () =>
    rest.git.getCommit({ ...at, commit_sha: commit.sha }),
  );
  const ref = 'heads/feature/git';
  await run.check('write a ref', 201, () =>
    rest.git.createRef({ ...at, ref: `refs/${ref}`, sha: base }),
  );
  await run.check('a ref that is there', 422, () =>
    rest.git.createRef({ ...at, ref: `refs/${ref}`, sha: base }),
  );
  await run.check('a ref to nothing', 422, () =>
    rest.git.createRef({ ...at, ref: 'refs/heads/x', sha: '1'.repeat(40) }),
  );
  await run.check('move a ref', 200, () =>
    rest.git.updateRef({ ...at, ref, sha: commit.sha }),
  );
  await run.check('a ref', 200, () => rest.git.getRef({ ...at, ref }));
  await run.check('no such ref', 404, () =>
    rest.git.getRef({ ...at, ref: 'heads/nothing' }),
  );
  await run.check('refs that match', 200, () =>
    rest.git.listMatchingRefs({ ...at, ref: 'heads/feature' }),
  );
  await run.check('write a tag', 201, () =>
    rest.git.createRef({ ...at, ref: 'refs/tags/v1', sha: base }),
  );
  await run.check('tags', 200, () => rest.repos.listTags(at));
  await run.check('a branch with a slash', 200, () =>
    rest.repos.getBranch({ ...at, branch: 'feature/git' }),
  );
  await run.check('commits', 200, () =>
    rest.repos.listCommits({ ...at, sha: 'feature/git', per_page: 1 }),
  );
  await run.check('a commit', 200, () =>
    rest.repos.getCommit({ ...at, ref: 'feature/git' }),
  );
  await run.check('no such commit', 422, () =>
    rest.repos.getCommit({ ...at, ref: 'nothing' }),
  );
  await run.check('pull requests of a commit', 200, () =>
    rest.repos.listPullRequestsAssociatedWithCommit({
      ...at,
      commit_sha: commit.sha,
    }),
  );
  await run.check('a comparison', 200, () =>
    rest.repos.compareCommitsWithBasehead({
      ...at,
      basehead: 'main...feature/git',
    }),
  );
  await run.check('delete a ref', 204, () =>
    rest.git.deleteRef({ ...at, ref }),
  );
  await run.check('delete it again', 422, () =>
    rest.git.deleteRef({ ...at, ref }),
  );
};
