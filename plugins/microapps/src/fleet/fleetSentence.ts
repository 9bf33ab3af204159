import type {
  AppList,
  MicroAppStatus,
} from '@microapps/plugin-microapps-common';
import type { Translate } from '../translation';

/** The fleet in one sentence: how many, what needs a person, and the rest. */
export type FleetSentence = {
  /** How many there are. */
  count: string;
  /** Said before the rest, where it holds for a part only. */
  scope?: string;
  /** What needs a person, shown in the colour for it. */
  needFix?: string;
  /** What else is worth a word. */
  rest: string[];
};

/** Options for {@link fleetSentence}. */
export type FleetSentenceOptions = {
  /** Whether a search or filter narrows the list. */
  filtered: boolean;
  /** Whether the list is one page of several. */
  partial: boolean;
};

const needsFix = ({ state, headline }: MicroAppStatus) =>
  state === 'notWorking' || headline.severity === 'error';

/**
 * Sums up the fleet. "All live" is said only when every one is known to be, from
 * sources that are all fresh.
 */
export function fleetSentence(
  { items, totalItems, sources }: AppList,
  { filtered, partial }: FleetSentenceOptions,
  t: Translate,
): FleetSentence {
  const sum = (matches: (app: MicroAppStatus) => boolean) =>
    items.filter(matches).length;
  const sound = items.filter(app => !needsFix(app));
  const sumSound = (...states: MicroAppStatus['state'][]) =>
    sound.filter(({ state }) => states.includes(state)).length;

  const toFix = sum(needsFix);
  const live = sumSound('live', 'changedOutsideGit');
  const fresh = sources.every(({ state }) => state === 'fresh');
  const allLive = fresh && items.length > 0 && live === items.length;

  const starting = sumSound('starting', 'updating');
  const others: [number, (count: number) => string][] = [
    [starting, count => t('fleet.starting', { count })],
    [sumSound('requested'), count => t('fleet.requested', { count })],
    [sumSound('notThereYet'), count => t('fleet.notThereYet', { count })],
    [sumSound('paused'), count => t('fleet.paused', { count })],
    [sumSound('unknown'), count => t('fleet.noWord', { count })],
    [live, count => t('fleet.live', { count })],
  ];

  return {
    count: t(filtered ? 'fleet.match' : 'fleet.count', { count: totalItems }),
    scope: partial ? t('fleet.onThisPage') : undefined,
    needFix: toFix > 0 ? t('fleet.needFix', { count: toFix }) : undefined,
    rest: allLive
      ? [t('fleet.allLive')]
      : others
          .filter(([count]) => count > 0)
          .map(([count, textOf]) => textOf(count)),
  };
}
