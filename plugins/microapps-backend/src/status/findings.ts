import type {
  EnvironmentStatus,
  Finding,
  PullRequestStatus,
  State,
} from '@microapps/plugin-microapps-common';
import { formatProblem } from '@microapps/plugin-microapps-node';
import type { Knowledge } from './Knowledge';
import { oneLine } from './sentences';

const OPERATOR_TITLES = { argocd: 'Argo CD', flux: 'Flux' } as const;

/** What a person must know of: what requests must fix first, then the rest. */
export function deriveFindings(
  { instance }: Knowledge,
  pullRequests: PullRequestStatus[],
  environments: EnvironmentStatus[],
): Finding[] {
  return [
    ...pullRequests
      .filter(({ state }) => state === 'open')
      .flatMap(findingsOfPullRequest),
    ...(instance?.problems ?? []).map(
      (problem): Finding => ({
        source: 'Git',
        severity: 'error',
        resource: problem.path,
        summary: formatProblem(problem),
      }),
    ),
    ...environments.filter(isFailing).map(findingOfEnvironment),
  ];
}

function findingsOfPullRequest({
  checks,
  url,
  number,
}: PullRequestStatus): Finding[] {
  return checks
    .filter(({ state }) => state === 'failed')
    .map(check => ({
      source: check.name,
      severity: 'error',
      resource: `#${number}`,
      summary: oneLine(check.summary || `The check ${check.name} failed.`),
      url: check.url ?? url,
    }));
}

/** An operator's message where nothing starts or waits says what is wrong. */
const FAILING: State[] = ['notWorking', 'updating', 'unknown'];

function isFailing({ state, message }: EnvironmentStatus): boolean {
  return message !== undefined && FAILING.includes(state);
}

function findingOfEnvironment(environment: EnvironmentStatus): Finding {
  const { name, pullRequest, operator, message = '' } = environment;
  return {
    source: operator ? OPERATOR_TITLES[operator] : environment.cluster,
    severity: 'error',
    environment: pullRequest === undefined ? name : `${name} #${pullRequest}`,
    summary: message,
  };
}
