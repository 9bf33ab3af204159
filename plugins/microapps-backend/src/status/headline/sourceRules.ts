import type { SourceState } from '../../store';
import { clusterSource } from '../Knowledge';
import { timeOf, timeOfChangesAt } from '../sentences';
import type { HeadlineRule, Situation } from './Situation';

/** Something that the status rests on gives no word: it may be old. */
export const staleSource: HeadlineRule = situation => {
  const { knowledge, until } = situation;
  const stale = sourcesBehind(situation).find(({ state }) => state === 'stale');
  if (!stale) {
    return undefined;
  }
  const { title, lastWordAt } = stale;
  if (lastWordAt === undefined) {
    return {
      sentence: `No word from ${title} yet; what you see may be incomplete.`,
      severity: 'unknown',
      action: { kind: 'retry', label: 'Retry' },
    };
  }
  until(timeOfChangesAt(lastWordAt, knowledge.now));
  const time = timeOf(lastWordAt, knowledge.now);
  return {
    sentence: `No word from ${title} since ${time}; what you see may be old.`,
    severity: 'unknown',
    action: { kind: 'retry', label: 'Retry' },
  };
};

/** Something that the status rests on has not spoken yet. */
export const connecting: HeadlineRule = situation => {
  const silent = sourcesBehind(situation).find(
    ({ state }) => state === 'connecting',
  );
  return (
    silent && {
      sentence: `Waiting for the first word from ${silent.title}.`,
      severity: 'unknown',
    }
  );
};

/** Clusters in which it runs or will, then Git, then its requests. */
function sourcesBehind({
  knowledge,
  environments,
}: Situation): Array<SourceState & { title: string }> {
  const clusters = new Set(environments.map(({ cluster }) => cluster));
  // A preview or the first environment is what comes next, in any case.
  for (const { cluster } of knowledge.environments.slice(0, 1)) {
    clusters.add(cluster);
  }
  return [
    ...[...clusters].map(clusterSource),
    knowledge.gitSource,
    knowledge.forgeSource,
  ].map(id => knowledge.source(id));
}
