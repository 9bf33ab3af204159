import type {
  EnvironmentStatus,
  Headline,
  NextAction,
} from '@microapps/plugin-microapps-common';
import { changesAhead } from '../changesAhead';
import { count, listOf } from '../sentences';
import type { HeadlineRule, Situation } from './Situation';

/**
 * What was approved so long ago and is still not there needs somebody's help.
 * Milliseconds.
 */
const START_PATIENCE = 10 * 60 * 1000;

/** Approved, and on its way into the first environment. */
export const approved: HeadlineRule = situation => {
  const { knowledge, first, justMerged } = situation;
  if (!first) {
    const name = knowledge.environments[0]?.name;
    return justMerged && justMerged.kind !== 'remove' && name !== undefined
      ? { sentence: `Approved. Starting in ${name}.`, severity: 'info' }
      : undefined;
  }
  if (first.state === 'notThereYet' || first.state === 'starting') {
    return approvedLately(situation)
      ? { sentence: `Approved. Starting in ${first.name}.`, severity: 'info' }
      : notStarted(first);
  }
  return first.state === 'updating' && justMerged
    ? { sentence: `Approved. Updating in ${first.name}.`, severity: 'info' }
    : undefined;
};

/** Its owner, or an SRE at the operator, has stopped it. */
export const paused: HeadlineRule = ({ knowledge: { app }, first, last }) => {
  const suspended = [last, first].find(
    environment => environment?.state === 'paused',
  );
  if (app?.spec.paused) {
    return {
      sentence: 'Paused; costs nothing while paused.',
      severity: 'info',
    };
  }
  return (
    suspended && {
      sentence: `Paused in ${suspended.name}.`,
      severity: 'info',
    }
  );
};

/** On its way somewhere without a request that was merged just now. */
export const arriving: HeadlineRule = ({ first, last }) => {
  const moving = [last, first].find(
    environment => environment && environment.state !== 'live',
  );
  return (
    moving && {
      sentence: `${moving.state === 'updating' ? 'Updating' : 'Starting'} in ${
        moving.name
      }.`,
      severity: 'info',
    }
  );
};

/** Live everywhere, but not with the same answers. */
export const ahead: HeadlineRule = situation => {
  const { knowledge, first, last } = situation;
  const app = knowledge.instance?.app;
  const pinned = last && knowledge.instance?.pinned.get(last.name);
  const changes = app && pinned ? changesAhead(app, pinned) : 0;
  return first && last && changes > 0
    ? {
        sentence: `Live. ${capitalized(first.name)} is ${count(
          changes,
          'change',
        )} ahead of ${last.name}.`,
        severity: 'ok',
        action: openApp(situation),
      }
    : undefined;
};

/** All is well. */
export const live: HeadlineRule = situation => {
  const { knowledge, first, last } = situation;
  const names = [first, last].flatMap(environment => environment?.name ?? []);
  if (names.length === 0) {
    return undefined;
  }
  const { environments } = knowledge;
  const goal = environments[environments.length - 1]?.name;
  const sentence = `Live in ${listOf(names)}`;
  return {
    sentence:
      goal && !names.includes(goal)
        ? `${sentence}; not in ${goal} yet.`
        : `${sentence}.`,
    severity: 'ok',
    action: openApp(situation),
  };
};

function approvedLately({
  knowledge,
  pullRequests,
  until,
}: Situation): boolean {
  const merged = pullRequests.find(
    ({ state, kind }) => state === 'merged' && kind !== 'remove',
  );
  const at = merged?.mergedAt
    ? Date.parse(merged.mergedAt)
    : knowledge.instanceSince;
  if (at === undefined || knowledge.now >= at + START_PATIENCE) {
    return false;
  }
  until(at + START_PATIENCE);
  return true;
}

/** One that starts may have run before, and only start again. */
function notStarted({ name, state }: EnvironmentStatus): Headline | undefined {
  return state === 'notThereYet'
    ? {
        sentence: `It was approved, but has not started in ${name} yet; ask your SRE.`,
        severity: 'warning',
      }
    : undefined;
}

function openApp({ first, last }: Situation): NextAction | undefined {
  const url = last?.urls[0] ?? first?.urls[0];
  return url ? { kind: 'openApp', label: 'Open', url } : undefined;
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
