import { ContractCase } from './ContractCase';

/** Files by their path, and whole archives. */
export const contentCases: ContractCase = async context => {
  const { run, octokit, owner, repo } = context;
  const { rest } = octokit;
  const at = { owner, repo };
  await run.check('a directory', 200, () =>
    rest.repos.getContent({ ...at, path: '' }),
  );
  await run.check('a file', 200, () =>
    rest.repos.getContent({ ...at, path: 'README.md' }),
  );
  await run.check('a file as it is', 200, () =>
    rest.repos.getContent({
      ...at,
      path: 'README.md',
      mediaType: { format: 'raw' },
    }),
  );
  await run.check('no such file', 404, () =>
    rest.repos.getContent({ ...at, path: 'nothing' }),
  );
  await run.check('the readme', 200, () => rest.repos.getReadme(at));
  const written = await run.check('write a file', 201, () =>
    rest.repos.createOrUpdateFileContents({
      ...at,
      path: 'docs/new.md',
      message: 'Add',
      content: Buffer.from('one\n').toString('base64'),
    }),
  );
  const sha = String(written.content?.sha);
  const next = await run.check('change a file', 200, () =>
    rest.repos.createOrUpdateFileContents({
      ...at,
      path: 'docs/new.md',
      message: 'Change',
      content: Buffer.from('two\n').toString('base64'),
      sha,
    }),
  );
  await run.check('change a file that someone else changed', 409, () =>
    rest.repos.createOrUpdateFileContents({
      ...at,
      path: 'docs/new.md',
      message: 'Change',
      content: '',
      sha,
    }),
  );
  await run.check('remove a file', 200, () =>
    rest.repos.deleteFile({
      ...at,
      path: 'docs/new.md',
      message: 'Remove',
      sha: String(next.content?.sha),
    }),
  );
};
