import { mergeabilityOf } from '../changes/mergeability';
import { ForgeContext } from '../ForgeContext';
import { listCommits } from '../git/commits';
import { filesOf } from '../present/presentPullRequest';
import { IssueRecord, PullRequestRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { checksView } from './checksView';
import { commitView, when } from './commitView';
import { diffView } from './diffView';
import { formToken } from './formToken';
import { Html, html } from './html';
import { icon } from './icons';
import { Page } from './layout';
import { markdown } from './markdown';
import { liveScript } from './liveScript';

/** Where a pull request stands, in one word. */
export function stateOf(record: IssueRecord): 'open' | 'merged' | 'closed' {
  return record.pull?.mergedAt ? 'merged' : record.state;
}

const STATE_WORDS = { open: 'Open', merged: 'Merged', closed: 'Closed' };

/** The coloured word for a state. */
export function stateBadge(record: IssueRecord): Html {
  const state = stateOf(record);
  return html`<span class="state ${state}"
    >${icon(state === 'closed' ? 'failed' : 'merge')}${STATE_WORDS[state]}</span
  >`;
}

/** A button that sends a form to the forge. */
export function actionButton(
  context: ForgeContext,
  action: string,
  words: string,
  options: { primary?: boolean; disabled?: boolean; fields?: Html } = {},
): Html {
  return html`<form method="post" action="${action}">
    <input
      type="hidden"
      name="token"
      value="${formToken(context, action)}"
    />${options.fields}<button
      type="submit"
      ${options.primary && html` class="primary"`}${options.disabled &&
      html` disabled`}
    >
      ${words}
    </button>
  </form>`;
}

async function mergeBox(
  context: ForgeContext,
  repository: Repository,
  record: PullRequestRecord,
): Promise<Html> {
  const path = `/${repository.fullName}/pull/${record.number}`;
  const { pull } = record;
  if (pull.mergedAt) {
    return html`<p>
      Merged by <strong>${pull.mergedBy?.name}</strong>, ${when(pull.mergedAt)}.
      The branch is deleted.
    </p>`;
  }
  if (record.state === 'closed') {
    return html`<p>
        Closed without a merge by <strong>${record.closedBy?.name}</strong>.
      </p>
      <div class="actions">
        ${actionButton(context, `${path}/reopen`, 'Reopen pull request')}
      </div>`;
  }
  const { mergeable, state } = await mergeabilityOf(repository, record);
  const words = {
    dirty:
      'This branch has conflicts with the base branch that must be resolved.',
    draft: 'This is still a draft.',
    unstable: 'It can be merged, but not every check has passed.',
    clean: 'It can be merged: there are no conflicts.',
    unknown: '',
  }[state];
  const method = html`<select name="method" aria-label="How to merge">
    <option value="merge">Merge commit</option>
    <option value="squash">Squash</option>
    <option value="rebase">Rebase</option>
  </select>`;
  return html`<p>${words}</p>
    <div class="actions">
      ${actionButton(context, `${path}/merge`, 'Merge pull request', {
        primary: true,
        disabled: !mergeable || pull.draft,
        fields: html`<input
            type="hidden"
            name="sha"
            value="${pull.headSha}"
          />${method}`,
      })}${actionButton(context, `${path}/close`, 'Close pull request')}
    </div>`;
}

/** The comments, and a form for one more. */
export function conversation(
  context: ForgeContext,
  repository: Repository,
  record: IssueRecord,
): Html {
  const kind = record.pull ? 'pull' : 'issues';
  const action = `/${repository.fullName}/${kind}/${record.number}/comment`;
  const reviews = (record.pull?.reviews ?? []).map(
    review =>
      html`<div class="comment">
        <p class="small">
          <strong>${review.author.name}</strong>
          <span class="soft"
            >${{ APPROVED: 'approved', CHANGES_REQUESTED: 'asked for changes' }[
              review.state as string
            ] ?? 'reviewed'},
            ${when(review.submittedAt)}</span
          >
        </p>
        ${markdown(review.body)}
      </div>`,
  );
  const comments = record.comments.map(
    comment =>
      html`<div class="comment" id="issuecomment-${comment.id}">
        <p class="small">
          <strong>${comment.author.name}</strong>
          <span class="soft">${when(comment.createdAt)}</span>
        </p>
        ${markdown(comment.body)}
      </div>`,
  );
  return html`<section aria-labelledby="conversation">
    <h2 id="conversation">Conversation</h2>
    ${reviews}${comments}${reviews.length + comments.length === 0 &&
    html`<p class="soft">Nobody has said anything yet.</p>`}
    <form method="post" action="${action}">
      <input
        type="hidden"
        name="token"
        value="${formToken(context, action)}"
      /><label for="body">Add a comment</label
      ><textarea id="body" name="body" required maxlength="65536"></textarea>
      <div class="actions"><button type="submit">Comment</button></div>
    </form>
  </section>`;
}

/** The parts of a pull request's page that change while one looks at it. */
export async function pullRequestLive(
  context: ForgeContext,
  repository: Repository,
  record: PullRequestRecord,
): Promise<{ key: string; checks: string; merge: string }> {
  return {
    key: `${stateOf(record)} ${record.pull.headSha} ${record.comments.length}`,
    checks: checksView(repository, record.pull.headSha).toString(),
    merge: (await mergeBox(context, repository, record)).toString(),
  };
}

/** The page of a pull request. */
export async function pullRequestPage(
  context: ForgeContext,
  repository: Repository,
  record: PullRequestRecord,
): Promise<Page> {
  const { pull, number } = record;
  const [files, commits, live] = await Promise.all([
    filesOf(repository, record),
    listCommits(repository.git, `${pull.baseSha}..${pull.headSha}`, {
      oldestFirst: true,
    }),
    pullRequestLive(context, repository, record),
  ]);
  const path = `/${repository.fullName}/pull/${number}`;
  return {
    title: `${record.title} · Pull request #${number} · ${repository.fullName}`,
    repository,
    script: liveScript(`${path}/live`, live.key),
    body: html`<h1>${record.title} <span class="number">#${number}</span></h1>
      <p>
        ${stateBadge(record)} <strong>${record.author.name}</strong> wants to
        merge <code>${pull.head}</code> into <code>${pull.base}</code>
        <span class="soft small">opened ${when(record.createdAt)}</span>
      </p>
      <section aria-labelledby="description">
        <h2 id="description" class="unseen">Description</h2>
        ${record.body
          ? markdown(record.body)
          : html`<p class="soft">No description.</p>`}
      </section>
      <section aria-label="Checks" aria-live="polite" id="checks">
        ${new Html(live.checks)}
      </section>
      <section aria-label="Merge" id="merge">${new Html(live.merge)}</section>
      ${commitView(repository, commits)}${diffView(files)}${conversation(
        context,
        repository,
        record,
      )}`,
  };
}
