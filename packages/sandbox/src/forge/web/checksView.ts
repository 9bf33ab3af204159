import { latestCheckRuns, latestStatuses } from '../changes/latestChecks';
import { Repository } from '../state/Repository';
import { Html, html } from './html';
import { icon } from './icons';

type Mood = 'good' | 'bad' | 'wait' | 'soft';
type Line = {
  name: string;
  mood: Mood;
  words: string;
  detail?: string;
  address?: string;
};

const ICONS = {
  good: 'done',
  bad: 'failed',
  wait: 'waiting',
  soft: 'skipped',
} as const;

const CONCLUSIONS: Record<string, [Mood, string]> = {
  success: ['good', 'Passed'],
  failure: ['bad', 'Failed'],
  error: ['bad', 'Failed'],
  timed_out: ['bad', 'Timed out'],
  action_required: ['bad', 'Needs someone'],
  cancelled: ['soft', 'Cancelled'],
  neutral: ['soft', 'Done'],
  skipped: ['soft', 'Skipped'],
  queued: ['wait', 'Waiting'],
  in_progress: ['wait', 'Running'],
  pending: ['wait', 'Waiting'],
};

function line(
  name: string,
  state: string,
  detail?: string,
  address?: string,
): Line {
  const [mood, words] = CONCLUSIONS[state] ?? ['wait', 'Waiting'];
  return { name, mood, words, detail, address };
}

function linesOf(repository: Repository, sha: string): Line[] {
  return [
    ...latestCheckRuns(repository, sha).map(run =>
      line(run.name, run.conclusion ?? run.status, run.title, run.detailsUrl),
    ),
    ...latestStatuses(repository, sha).map(status =>
      line(status.context, status.state, status.description, status.targetUrl),
    ),
  ];
}

function headline(lines: readonly Line[]): string {
  const failed = lines.filter(({ mood }) => mood === 'bad').length;
  const waiting = lines.filter(({ mood }) => mood === 'wait').length;
  if (lines.length === 0) {
    return 'No checks have run yet';
  }
  if (failed > 0) {
    return `${failed} of ${lines.length} checks failed`;
  }
  return waiting > 0 ? 'Checks are running' : 'All checks have passed';
}

/** Only web addresses become links: a check's creator may write any text. */
function isWebAddress(address: string | undefined): address is string {
  return address !== undefined && /^https?:\/\//.test(address);
}

/** What the checks of a commit say. */
export function checksView(repository: Repository, sha: string): Html {
  const lines = linesOf(repository, sha);
  return html`<h2>${headline(lines)}</h2>
    <ul class="plain">
      ${lines.map(
        each =>
          html`<li>
            <span class="${each.mood}"
              >${icon(ICONS[each.mood])} <strong>${each.words}</strong></span
            ><span class="grow"
              >${each.name}${each.detail &&
              html` <span class="soft">${each.detail}</span>`}</span
            >${isWebAddress(each.address) &&
            html`<a class="small" href="${each.address}">Details</a>`}
          </li>`,
      )}
    </ul>`;
}
