import { stringifyEntityRef } from '@backstage/catalog-model';
import type {
  EnvironmentStatus,
  MicroAppStatus,
  PullRequestStatus,
  State,
} from '@microapps/plugin-microapps-common';
import { deriveEnvironments } from './environments';
import { deriveFindings } from './findings';
import { chooseHeadline } from './headline';
import { clusterSource, type Knowledge } from './Knowledge';
import { derivePullRequests } from './pullRequests';
import { worstState } from './stateOf';

/**
 * How long a merged or closed request keeps a micro-app in sight of which
 * nothing else is known: the merge may not have been read from Git yet, and a
 * person should see that a request was closed. Milliseconds.
 */
const MEMORY_OF_REQUESTS = 10 * 60 * 1000;

/** The owner of something that runs, but was never seen in Git. */
const UNKNOWN_OWNER = 'group:default/unknown';

/** A status, as far as it depends on what is known of the micro-app. */
export type DerivedStatus = {
  status: Omit<MicroAppStatus, 'updatedAt' | 'sources'>;
  /** The ids of the sources that it rests on. */
  sources: string[];
  /** When it may read otherwise without any new word; milliseconds since 1970. */
  validUntil: number;
};

/**
 * All that the portal shows about a micro-app, from all that is known of it;
 * `undefined` for one that is no longer, or never was.
 */
export function deriveStatus(knowledge: Knowledge): DerivedStatus | undefined {
  const { name, app, instance, facts, now } = knowledge;
  let validUntil = Infinity;
  const until = (time: number) => {
    validUntil = Math.min(validUntil, time);
  };

  const environments = deriveEnvironments(knowledge);
  const pullRequests = derivePullRequests(knowledge, environments);
  const recent = pullRequests.filter(pullRequest => {
    const end = Date.parse(endOf(pullRequest)) + MEMORY_OF_REQUESTS;
    if (pullRequest.state === 'open' || now >= end) {
      return false;
    }
    until(end);
    return true;
  });
  const request = pullRequests.find(({ state }) => state === 'open');
  const isKnown =
    instance ||
    request ||
    facts.length > 0 ||
    recent.some(({ kind }) => kind === 'create');
  if (!isKnown) {
    return undefined;
  }

  const findings = deriveFindings(knowledge, pullRequests, environments);
  const { first, last } = endsOf(environments, knowledge);
  const owner = app?.spec.owner ?? UNKNOWN_OWNER;
  const headline = chooseHeadline({
    knowledge,
    owner,
    environments,
    pullRequests,
    findings,
    first,
    last,
    request,
    justMerged: recent.find(({ state }) => state === 'merged'),
    until,
  });

  return {
    status: {
      name,
      title: app?.spec.title ?? name,
      owner,
      ...(app && { contact: app.spec.contact }),
      template: app?.spec.template ?? '',
      costCenter: app?.spec.costCenter ?? '',
      visibility: app?.spec.visibility ?? 'internal',
      ...(app?.spec.expiresAt && { expiresAt: app.spec.expiresAt }),
      paused: app?.spec.paused ?? false,
      entityRef: stringifyEntityRef({ kind: 'component', name }),
      state: stateOfWhole(environments, request, recent),
      headline,
      environments,
      pullRequests,
      findings,
    },
    sources: sourcesOf(environments, knowledge),
    validUntil,
  };
}

/** The environments in which a change arrives first and last, as far as it runs there. */
function endsOf(
  environments: EnvironmentStatus[],
  { environments: configured }: Knowledge,
) {
  const lasting = environments.filter(
    ({ name, pullRequest }) =>
      pullRequest === undefined && configured.some(each => each.name === name),
  );
  const first = lasting.find(({ name }) => name === configured[0]?.name);
  const last = lasting.at(-1);
  return { first, last: last === first ? undefined : last };
}

function stateOfWhole(
  environments: EnvironmentStatus[],
  request: PullRequestStatus | undefined,
  recent: PullRequestStatus[],
): State {
  const lasting = environments.filter(
    ({ pullRequest }) => pullRequest === undefined,
  );
  const state = worstState(
    lasting.map(({ state: own, staleSince }) =>
      // What is old may have changed; only bad news stays bad.
      staleSince !== undefined && own !== 'notWorking' ? 'unknown' : own,
    ),
  );
  if (state !== undefined) {
    return state;
  }
  if (request) {
    return 'requested';
  }
  return recent.some(pullRequest => pullRequest.state === 'merged')
    ? 'starting'
    : 'notThereYet';
}

function endOf({ mergedAt, updatedAt }: PullRequestStatus): string {
  return mergedAt ?? updatedAt;
}

function sourcesOf(
  environments: EnvironmentStatus[],
  knowledge: Knowledge,
): string[] {
  const clusters = [...knowledge.environments.slice(0, 1), ...environments].map(
    ({ cluster }) => clusterSource(cluster),
  );
  return [
    ...new Set([...clusters, knowledge.gitSource, knowledge.forgeSource]),
  ];
}
