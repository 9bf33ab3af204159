import type { Check } from '@microapps/plugin-microapps-common';
import type {
  DeploymentFact,
  ForgePullRequest,
} from '@microapps/plugin-microapps-node';
import type { InstanceFact, Knowledge, PullRequestFact } from '../status';
import type { PlacedFact, SourceState } from '../store';
import { microApp } from './microApp';

/** Saturday, 21 November 2026, 10:42 in the zone that tests run in. */
export const NOW = new Date(2026, 10, 21, 10, 42).getTime();

/** A time before {@link NOW}, as the forge writes it. */
export function minutesAgo(minutes: number): string {
  return new Date(NOW - minutes * 60_000).toISOString();
}

/** A folder on the deployed branch. */
export function instance(more: Partial<InstanceFact> = {}): InstanceFact {
  return {
    app: microApp('press-kit'),
    pinned: new Map(),
    problems: [],
    ...more,
  };
}

/** An operator's word. */
export function deployment(
  environment: string,
  more: Partial<DeploymentFact> = {},
): PlacedFact {
  return {
    cluster: environment === 'production' ? 'production' : 'staging',
    fact: {
      type: 'deployment',
      app: 'press-kit',
      environment,
      operator: environment === 'production' ? 'flux' : 'argocd',
      namespace: `press-kit-${environment}`,
      sync: 'Synced',
      health: 'Healthy',
      ...more,
    },
  };
}

/** An address at which an environment answers. */
export function address(
  environment: string,
  url: string,
  number?: number,
): PlacedFact {
  return {
    cluster: environment === 'production' ? 'production' : 'staging',
    fact: {
      type: 'address',
      app: 'press-kit',
      environment,
      ...(number && { pullRequest: number }),
      namespace: `press-kit-${environment}`,
      url,
    },
  };
}

/** A request, opened two minutes ago. */
export function pullRequest(
  more: Partial<ForgePullRequest> = {},
  about: Partial<PullRequestFact> = {},
): PullRequestFact {
  return {
    pullRequest: {
      number: 12,
      title: 'Add Press kit',
      url: 'https://forge.example/acme/microapps/pull/12',
      branch: 'feature/press-kit',
      app: 'press-kit',
      state: 'open',
      author: 'Ana Lopes',
      headSha: 'abc',
      createdAt: minutesAgo(2),
      updatedAt: minutesAgo(1),
      ...more,
    },
    checks: [],
    app: microApp('press-kit'),
    ...about,
  };
}

/** A check of a request. */
export function check(
  name: string,
  state: Check['state'],
  more: Partial<Check> = {},
): Check {
  return { name, state, ...more };
}

/** What is known of press-kit: by default that it was never heard of. */
export function knowledge(
  more: Partial<Omit<Knowledge, 'source'>> & {
    /** Of those that are not fresh. */
    sources?: Record<string, SourceState>;
  } = {},
): Knowledge {
  const { sources = {}, ...rest } = more;
  return {
    name: 'press-kit',
    app: rest.instance?.app ?? rest.pullRequests?.[0]?.app,
    ...(rest.instance && { instanceSince: NOW - 60_000 }),
    pullRequests: [],
    facts: [],
    environments: [
      { name: 'staging', cluster: 'staging' },
      { name: 'production', cluster: 'production' },
    ],
    source: id => ({
      title: id.replace(/^cluster:/, 'cluster '),
      ...(sources[id] ?? { state: 'fresh', lastWordAt: NOW }),
    }),
    gitSource: 'git',
    forgeSource: 'forge',
    now: NOW,
    ...rest,
  };
}
