import {
  PREVIEW_ENVIRONMENT,
  type EnvironmentStatus,
  type State,
} from '@microapps/plugin-microapps-common';
import type {
  AddressFact,
  DeploymentFact,
  Fact,
  WorkloadFact,
} from '@microapps/plugin-microapps-node';
import type { PlacedFact } from '../store/FactTable';
import type { SourceState } from '../store/SourceBoard';
import { clusterSource, type Knowledge } from './Knowledge';
import { mergeDeployments } from './mergeDeployments';
import { oneLine } from './sentences';
import { stateOf } from './stateOf';

/**
 * Where a micro-app runs, or will: the configured environments in the order of
 * promotion, then the others, then previews by number.
 */
export function deriveEnvironments(knowledge: Knowledge): EnvironmentStatus[] {
  const groups = groupByEnvironment(knowledge.facts);
  for (const { name } of expectedEnvironments(knowledge)) {
    if (!groups.has(name)) {
      groups.set(name, []);
    }
  }
  const order = knowledge.environments.map(({ name }) => name);
  return [...groups]
    .map(([key, facts]) => deriveEnvironment(key, facts, knowledge))
    .sort((a, b) => rank(a, order) - rank(b, order) || compare(a, b));
}

/** An instance runs in the first environment, and where it is pinned. */
function expectedEnvironments({ instance, environments }: Knowledge) {
  return environments.filter(
    ({ name }, index) => instance && (index === 0 || instance.pinned.has(name)),
  );
}

function groupByEnvironment(
  facts: readonly PlacedFact[],
): Map<string, PlacedFact[]> {
  const groups = new Map<string, PlacedFact[]>();
  for (const placed of facts) {
    const key = keyOf(placed.fact);
    const group = groups.get(key);
    if (group) {
      group.push(placed);
    } else {
      groups.set(key, [placed]);
    }
  }
  return groups;
}

function keyOf({ environment, pullRequest }: Fact): string {
  return pullRequest === undefined
    ? environment
    : `${environment}/${pullRequest}`;
}

function deriveEnvironment(
  key: string,
  placed: PlacedFact[],
  knowledge: Knowledge,
): EnvironmentStatus {
  const [name, number] = key.split('/');
  const facts = placed.map(({ fact }) => fact);
  const deployment = mergeDeployments(facts.filter(isDeployment));
  const workloads = facts.filter(isWorkload);
  const cluster = clusterOf(name, placed, knowledge);
  const clusters = new Set([cluster, ...placed.map(fact => fact.cluster)]);
  const silent = silentOnes([...clusters], knowledge);
  const staleSince = oldestWord(silent);
  const { sync, health } = deployment ?? withoutOperator(cluster, knowledge);

  return {
    name,
    cluster,
    namespace:
      deployment?.namespace ||
      facts[0]?.namespace ||
      `${knowledge.name}-${number === undefined ? name : `pr-${number}`}`,
    ...(deployment && { operator: deployment.operator }),
    ...(number !== undefined && { pullRequest: Number(number) }),
    sync,
    health,
    state: stateNow(stateOf(sync, health), silent, staleSince),
    ...(deployment?.message && { message: oneLine(deployment.message) }),
    ...(deployment?.revision && { revision: deployment.revision }),
    urls: unique([
      ...facts.filter(isAddress).map(({ url }) => url),
      ...(deployment?.urls ?? []),
    ]),
    images: unique(
      workloads.length > 0
        ? workloads.flatMap(({ images }) => images)
        : deployment?.images ?? [],
    ),
    ...(workloads.length > 0 && {
      workloads: {
        ready: sum(workloads.map(({ ready }) => ready)),
        desired: sum(workloads.map(({ desired }) => desired)),
      },
    }),
    ...(deployment?.lastDeployedAt && {
      lastDeployedAt: deployment.lastDeployedAt,
    }),
    ...(staleSince !== undefined && {
      staleSince: new Date(staleSince).toISOString(),
    }),
  };
}

/** No operator speaks of it: not there yet, if the cluster can be heard at all. */
function withoutOperator(
  cluster: string,
  { source }: Knowledge,
): Pick<DeploymentFact, 'sync' | 'health'> {
  const { state, lastWordAt } = source(clusterSource(cluster));
  const heard = state !== 'connecting' && lastWordAt !== undefined;
  return { sync: 'Unknown', health: heard ? 'Missing' : 'Unknown' };
}

function clusterOf(
  name: string,
  placed: PlacedFact[],
  { environments }: Knowledge,
): string {
  const configured =
    name === PREVIEW_ENVIRONMENT
      ? environments[0]
      : environments.find(environment => environment.name === name);
  return configured?.cluster ?? placed[0].cluster;
}

/** Those of the clusters that give no word. */
function silentOnes(clusters: string[], { source }: Knowledge): SourceState[] {
  return clusters
    .map(cluster => source(clusterSource(cluster)))
    .filter(({ state }) => state === 'stale');
}

/** Since when one of them has said nothing, as far as that is known. */
function oldestWord(silent: SourceState[]): number | undefined {
  const words = silent.flatMap(({ lastWordAt }) => lastWordAt ?? []);
  return words.length > 0 ? Math.min(...words) : undefined;
}

/** What is old and cannot say since when must not pass for news. */
function stateNow(
  state: State,
  silent: SourceState[],
  staleSince: number | undefined,
): State {
  const isUndated = silent.length > 0 && staleSince === undefined;
  return isUndated && state !== 'notWorking' ? 'unknown' : state;
}

function rank(
  { name, pullRequest }: EnvironmentStatus,
  order: string[],
): number {
  if (pullRequest !== undefined) {
    return order.length + 1;
  }
  const index = order.indexOf(name);
  return index === -1 ? order.length : index;
}

function compare(a: EnvironmentStatus, b: EnvironmentStatus): number {
  return (
    (a.pullRequest ?? 0) - (b.pullRequest ?? 0) || (a.name < b.name ? -1 : 1)
  );
}

function isDeployment(fact: Fact): fact is DeploymentFact {
  return fact.type === 'deployment';
}

function isWorkload(fact: Fact): fact is WorkloadFact {
  return fact.type === 'workload';
}

function isAddress(fact: Fact): fact is AddressFact {
  return fact.type === 'address';
}

function unique(values: string[]): string[] {
  return [...new Set(values)].sort();
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
