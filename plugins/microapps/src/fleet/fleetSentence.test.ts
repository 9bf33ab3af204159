import { mockApis } from '@backstage/frontend-test-utils';
import type { AppList, State } from '@microapps/plugin-microapps-common';
import { aMicroApp } from '../__testUtils__';
import { microappsTranslationRef } from '../translation';
import { fleetSentence } from './fleetSentence';

const snapshot = mockApis.translation().getTranslation(microappsTranslationRef);
if (!snapshot.ready) {
  throw new Error('The English texts are there at once');
}
const { t } = snapshot;

const listOf = (
  states: State[],
  overrides: Partial<AppList> = {},
): AppList => ({
  items: states.map((state, index) =>
    aMicroApp({ name: `app-${index}`, state }),
  ),
  totalItems: states.length,
  sources: [
    { id: 'cluster:staging', title: 'cluster staging', state: 'fresh' },
  ],
  ...overrides,
});

const say = (
  list: AppList,
  options: Partial<Parameters<typeof fleetSentence>[1]> = {},
) => {
  const {
    count,
    scope = '',
    needFix,
    rest,
  } = fleetSentence(list, { filtered: false, partial: false, ...options }, t);
  return `${count} ${scope}${[needFix, ...rest].filter(Boolean).join(', ')}`;
};

describe('fleetSentence', () => {
  it.each<[State[], string]>([
    [['live', 'live'], '2 micro-apps. All live'],
    [['live'], '1 micro-app. All live'],
    [['live', 'notThereYet'], '2 micro-apps. 1 not there yet, 1 live'],
    [['live', 'notWorking'], '2 micro-apps. 1 needs a fix, 1 live'],
    [
      [
        'notWorking',
        'notWorking',
        'starting',
        'requested',
        'paused',
        'unknown',
      ],
      '6 micro-apps. 2 need a fix, 1 starting, 1 requested, 1 paused, 1 without word',
    ],
  ])('says of %s: %s', (states, expected) => {
    expect(say(listOf(states))).toBe(expected);
  });

  it('counts a request with a failed check among those that need a fix', () => {
    const requested = aMicroApp({
      state: 'requested',
      headline: { sentence: '1 thing to fix.', severity: 'error' },
    });
    expect(say(listOf([], { items: [requested], totalItems: 1 }))).toBe(
      '1 micro-app. 1 needs a fix',
    );
  });

  it('never says that all are live while a source gives no word', () => {
    const sources: AppList['sources'] = [
      { id: 'cluster:staging', title: 'cluster staging', state: 'stale' },
    ];
    expect(say(listOf(['live', 'live'], { sources }))).toBe(
      '2 micro-apps. 2 live',
    );
  });

  it('says what is on this page when there are more', () => {
    expect(
      say(listOf(['live', 'notWorking'], { totalItems: 412 }), {
        partial: true,
      }),
    ).toBe('412 micro-apps. On this page: 1 needs a fix, 1 live');
  });

  it('says how many match a search', () => {
    expect(say(listOf(['live', 'starting']), { filtered: true })).toBe(
      '2 micro-apps match. 1 starting, 1 live',
    );
  });
});
