import { ForgeContext } from '../ForgeContext';
import { IssueRecord } from '../state/records';
import { Repository } from '../state/Repository';
import { when } from './commitView';
import { Html, html } from './html';
import { Page } from './layout';
import { markdown } from './markdown';
import { conversation, stateBadge } from './pullRequestPage';

/** All repositories. */
export function repositoriesPage({ repositories }: ForgeContext): Page {
  return {
    title: 'Forge',
    body: html`<h1>Repositories</h1>
      <section aria-label="Repositories">
        <ul class="plain">
          ${repositories.list().map(
            each =>
              html`<li>
                <span class="grow"
                  ><a href="/${each.fullName}"
                    ><strong>${each.fullName}</strong></a
                  ><br /><span class="soft small"
                    >${each.data.description}</span
                  ></span
                >
              </li>`,
          )}
        </ul>
      </section>`,
  };
}

function row(repository: Repository, record: IssueRecord): Html {
  const kind = record.pull ? 'pull' : 'issues';
  return html`<li>
    ${stateBadge(record)}<span class="grow"
      ><a href="/${repository.fullName}/${kind}/${record.number}"
        ><strong>${record.title}</strong></a
      ><br /><span class="soft small"
        >#${record.number} by ${record.author.name},
        ${when(record.createdAt)}${record.pull &&
        html` · <code>${record.pull.head}</code>`}</span
      ></span
    >
  </li>`;
}

/** Pull requests: the open ones first, then what became of the others. */
export function pullRequestsPage(repository: Repository): Page {
  const all = repository.pullRequests().reverse();
  const part = (name: string, state: 'open' | 'closed') => {
    const records = all.filter(record => record.state === state);
    return html`<section aria-label="${name}">
      <h2>${name}</h2>
      ${records.length > 0
        ? html`<ul class="plain">
            ${records.map(each => row(repository, each))}
          </ul>`
        : html`<p class="soft">None.</p>`}
    </section>`;
  };
  return {
    title: `Pull requests · ${repository.fullName}`,
    repository,
    body: html`<h1>Pull requests</h1>
      ${part('Open', 'open')}${part('Closed and merged', 'closed')}`,
  };
}

/** An issue that is no pull request. */
export function issuePage(
  context: ForgeContext,
  repository: Repository,
  issue: IssueRecord,
): Page {
  return {
    title: `${issue.title} · Issue #${issue.number} · ${repository.fullName}`,
    repository,
    body: html`<h1>
        ${issue.title} <span class="number">#${issue.number}</span>
      </h1>
      <p>
        ${stateBadge(issue)} <strong>${issue.author.name}</strong>
        <span class="soft small">opened ${when(issue.createdAt)}</span>
      </p>
      <section aria-labelledby="description">
        <h2 id="description" class="unseen">Description</h2>
        ${issue.body
          ? markdown(issue.body)
          : html`<p class="soft">No description.</p>`}
      </section>
      ${conversation(context, repository, issue)}`,
  };
}

/** Webhooks and their last deliveries. */
export function hooksPage(repository: Repository): Page {
  const hooks = repository.data.hooks.map(hook => {
    const own = repository.deliveries.filter(each => each.hookId === hook.id);
    return html`<section aria-label="Webhook">
      <h2 class="mono">${hook.url}</h2>
      <p class="soft small">${hook.events.join(', ')}</p>
      <ul class="plain">
        ${own.slice(0, 30).map(each => {
          const good = each.statusCode >= 200 && each.statusCode < 300;
          return html`<li>
            <span class="${good ? 'good' : 'bad'}"
              ><strong>${each.statusCode} ${each.status}</strong></span
            ><span class="grow"
              >${each.event}${each.action && `.${each.action}`}</span
            ><span class="soft small"
              >${when(each.deliveredAt)}, ${Math.round(each.duration * 1000)}
              ms</span
            >
          </li>`;
        })}
      </ul>
    </section>`;
  });
  return {
    title: `Webhooks · ${repository.fullName}`,
    repository,
    body: html`<h1>Webhooks</h1>
      ${hooks.length > 0
        ? hooks
        : html`<p class="soft">Nobody listens yet.</p>`}`,
  };
}
