import type {
  EnvironmentStatus,
  Headline,
} from '@microapps/plugin-microapps-common';
import { timeOf, timeOfChangesAt, withCause } from '../sentences';
import { plainCause } from './plainCause';
import type { HeadlineRule, Situation } from './Situation';

/** What people rely on does not work. */
export const lastNotWorking: HeadlineRule = situation =>
  notWorking(situation.last, situation);

/** The place where changes arrive first does not work. */
export const firstNotWorking: HeadlineRule = situation =>
  notWorking(situation.first, situation);

/** A change does not get through; what was there before still runs. */
export const updateFailed: HeadlineRule = ({ first, last }) => {
  const stuck = [last, first].find(
    environment => environment?.state === 'updating' && environment.message,
  );
  return (
    stuck && {
      sentence: withCause(
        `The update in ${stuck.name} failed, the earlier version still runs`,
        plainCause(stuck.message),
      ),
      severity: 'error',
    }
  );
};

/** The operator cannot say whether it runs as Git says. */
export const noClearWord: HeadlineRule = ({ first, last }) => {
  const unclear = [last, first].find(
    environment => environment?.state === 'unknown',
  );
  return (
    unclear && {
      sentence: withCause(
        `No clear word on how it is in ${unclear.name}`,
        plainCause(unclear.message),
      ),
      severity: 'unknown',
    }
  );
};

function notWorking(
  environment: EnvironmentStatus | undefined,
  { knowledge: { now }, until }: Situation,
): Headline | undefined {
  if (environment?.state !== 'notWorking') {
    return undefined;
  }
  const { name, message, staleSince } = environment;
  const cause = plainCause(message);
  if (staleSince === undefined) {
    return {
      sentence: withCause(`Not working in ${name}`, cause),
      severity: 'error',
    };
  }
  // The last word was bad, and there is none since: neither may be left out.
  const at = Date.parse(staleSince);
  until(timeOfChangesAt(at, now));
  return {
    sentence: withCause(
      `Not working in ${name} when the last word came at ${timeOf(at, now)}`,
      cause,
    ),
    severity: 'error',
    action: { kind: 'retry', label: 'Retry' },
  };
}
