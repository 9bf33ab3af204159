import type { Check } from '@microapps/plugin-microapps-common';
import type { RestEndpointMethodTypes } from '@octokit/rest';

type CheckRun =
  RestEndpointMethodTypes['checks']['listForRef']['response']['data']['check_runs'][number];
type CommitStatus =
  RestEndpointMethodTypes['repos']['getCombinedStatusForRef']['response']['data']['statuses'][number];

/** https://docs.github.com/en/rest/checks/runs: `conclusion` of a completed run. */
const CONCLUSIONS: Record<string, Check['state']> = {
  success: 'passed',
  neutral: 'skipped',
  skipped: 'skipped',
  failure: 'failed',
  timed_out: 'failed',
  action_required: 'failed',
  startup_failure: 'failed',
  cancelled: 'failed',
  // GitHub gives up on runs that nobody finished: nothing was found to be well.
  stale: 'failed',
};

/** https://docs.github.com/en/rest/commits/statuses: `state` of a status. */
const STATUS_STATES: Record<string, Check['state']> = {
  pending: 'running',
  success: 'passed',
  failure: 'failed',
  error: 'failed',
};

/** A page that a browser may open: whoever reports a check chooses its address. */
function pageUrl(
  ...candidates: (string | null | undefined)[]
): string | undefined {
  return candidates.find(
    (url): url is string =>
      typeof url === 'string' && URL.canParse(url) && /^https?:/i.test(url),
  );
}

function firstLine(
  ...candidates: (string | null | undefined)[]
): string | undefined {
  const line = candidates
    .map(text => text?.trim().split('\n')[0].trim())
    .find(text => text);
  return line?.slice(0, 300);
}

/** GitHub's check run in our words. */
export function checkOfRun(run: CheckRun): Check {
  const running = run.status === 'in_progress' ? 'running' : 'waiting';
  return {
    name: run.name,
    state:
      run.status === 'completed'
        ? CONCLUSIONS[run.conclusion ?? ''] ?? 'failed'
        : running,
    summary: firstLine(run.output?.title, run.output?.summary),
    url: pageUrl(run.html_url, run.details_url),
  };
}

/** GitHub's commit status in our words. */
export function checkOfStatus(status: CommitStatus): Check {
  return {
    name: status.context,
    state: STATUS_STATES[status.state] ?? 'failed',
    summary: firstLine(status.description),
    url: pageUrl(status.target_url),
  };
}

/** One check a name, by name; of a check that reports both ways the run counts. */
export function mergeChecks(
  runs: CheckRun[],
  statuses: CommitStatus[],
): Check[] {
  const checks = new Map<string, Check>();
  for (const check of [
    ...statuses.map(checkOfStatus),
    ...runs.map(checkOfRun),
  ]) {
    checks.set(check.name, check);
  }
  return [...checks.values()].sort((a, b) =>
    a.name.localeCompare(b.name, 'en'),
  );
}
