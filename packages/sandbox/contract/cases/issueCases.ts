import { ContractCase } from './ContractCase';

/** Issues, comments and labels. */
export const issueCases: ContractCase = async context => {
  const { run, octokit, owner, repo } = context;
  const { rest } = octokit;
  const at = { owner, repo };
  const issue = await run.check('open an issue', 201, () =>
    rest.issues.create({
      ...at,
      title: 'Help',
      body: 'Please',
      labels: ['support'],
      assignees: ['sam'],
    }),
  );
  const issue_number = issue.number;
  await run.check('an issue without a title', 422, () =>
    rest.issues.create({ ...at, title: ' ' }),
  );
  await run.check('issues', 200, () =>
    rest.issues.listForRepo({ ...at, state: 'all', labels: 'support' }),
  );
  await run.check('an issue', 200, () =>
    rest.issues.get({ ...at, issue_number }),
  );
  await run.check('close an issue', 200, () =>
    rest.issues.update({ ...at, issue_number, state: 'closed' }),
  );
  const comment = await run.check('comment', 201, () =>
    rest.issues.createComment({ ...at, issue_number, body: 'Done' }),
  );
  await run.check('an empty comment', 422, () =>
    rest.issues.createComment({ ...at, issue_number, body: '' }),
  );
  const comment_id = comment.id;
  await run.check('comments', 200, () =>
    rest.issues.listComments({ ...at, issue_number }),
  );
  await run.check('a comment', 200, () =>
    rest.issues.getComment({ ...at, comment_id }),
  );
  await run.check('change a comment', 200, () =>
    rest.issues.updateComment({ ...at, comment_id, body: 'Really done' }),
  );
  await run.check('remove a comment', 204, () =>
    rest.issues.deleteComment({ ...at, comment_id }),
  );
  await run.check('define a label', 201, () =>
    rest.issues.createLabel({ ...at, name: 'urgent', color: 'ff0000' }),
  );
  await run.check('define it again', 422, () =>
    rest.issues.createLabel({ ...at, name: 'urgent' }),
  );
  await run.check('labels', 200, () => rest.issues.listLabelsForRepo(at));
  await run.check('a label', 200, () =>
    rest.issues.getLabel({ ...at, name: 'urgent' }),
  );
  await run.check('label an issue', 200, () =>
    rest.issues.addLabels({ ...at, issue_number, labels: ['urgent'] }),
  );
  await run.check('labels of an issue', 200, () =>
    rest.issues.listLabelsOnIssue({ ...at, issue_number }),
  );
  await run.check('set the labels', 200, () =>
    rest.issues.setLabels({ ...at, issue_number, labels: ['a', 'b'] }),
  );
  await run.check('take a label away', 200, () =>
    rest.issues.removeLabel({ ...at, issue_number, name: 'a' }),
  );
  await run.check('take all labels away', 204, () =>
    rest.issues.removeAllLabels({ ...at, issue_number }),
  );
};
