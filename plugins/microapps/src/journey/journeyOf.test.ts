import type { Check, MicroAppStatus } from '@microapps/plugin-microapps-common';
import { aMicroApp, anEnvironment, aRequest } from '../__testUtils__';
import { journeyOf } from './journeyOf';

const check = (state: Check['state'], name = `check ${state}`): Check => ({
  name,
  state,
});
const merged = aRequest({ state: 'merged', mergedAt: '2026-05-04T10:00:00Z' });
const requested = (
  overrides: Parameters<typeof aRequest>[0],
): Partial<MicroAppStatus> => ({
  environments: [],
  pullRequests: [aRequest({ kind: 'create', ...overrides })],
});

/** The way as six letters: d(one), c(urrent), w(aiting), f(ailed). */
const wayOf = (status: Partial<MicroAppStatus>) =>
  journeyOf(aMicroApp(status))
    .map(({ state }) => state[0])
    .join('');

const cases: [string, Partial<MicroAppStatus>, string][] = [
  ['an app that lived before the portal came', {}, 'dddddd'],
  ['a request without checks yet', requested({}), 'dcwwww'],
  [
    'a request whose checks run',
    requested({ checks: [check('passed'), check('running')] }),
    'dcwwww',
  ],
  [
    'a request whose preview starts while checks run',
    requested({ checks: [check('running')], preview: { state: 'starting' } }),
    'dccwww',
  ],
  [
    'a request with a failed check',
    requested({ checks: [check('passed'), check('failed')] }),
    'dfwwww',
  ],
  [
    'a checked request whose preview is awaited',
    requested({ checks: [check('passed'), check('skipped')] }),
    'ddcwww',
  ],
  [
    'a request whose preview does not work',
    requested({ checks: [check('passed')], preview: { state: 'notWorking' } }),
    'ddfwww',
  ],
  [
    'a request that waits for a reviewer',
    requested({ checks: [check('passed')], preview: { state: 'live' } }),
    'dddcww',
  ],
  [
    'a request that was closed unapproved',
    requested({ state: 'closed' }),
    'dwwfww',
  ],
  [
    'an approved request before staging knows of it',
    { environments: [], pullRequests: [merged] },
    'ddddcw',
  ],
  [
    'an approved request that starts in staging',
    {
      environments: [anEnvironment({ state: 'starting' })],
      pullRequests: [merged],
    },
    'ddddcw',
  ],
  [
    'an app live in staging that waits for its promotion',
    { environments: [anEnvironment()], pullRequests: [merged] },
    'dddddc',
  ],
  [
    'an app that does not work in staging',
    {
      environments: [anEnvironment({ state: 'notWorking' })],
      pullRequests: [merged],
    },
    'ddddfw',
  ],
  [
    'an app whose production gives no word',
    {
      environments: [
        anEnvironment(),
        anEnvironment({ name: 'production', state: 'unknown' }),
      ],
    },
    'dddddw',
  ],
  [
    'a live app with a change on its way',
    { pullRequests: [aRequest({ checks: [check('running')] }), merged] },
    'dcwwww',
  ],
  [
    'a live app whose last change was closed',
    { pullRequests: [aRequest({ state: 'closed' }), merged] },
    'dddddd',
  ],
  [
    'a live app that is to be removed',
    { pullRequests: [aRequest({ kind: 'remove' }), merged] },
    'dddddd',
  ],
  [
    'a live app with a preview beside it',
    {
      environments: [
        anEnvironment(),
        anEnvironment({ name: 'production' }),
        anEnvironment({ name: 'preview', state: 'starting', pullRequest: 12 }),
      ],
    },
    'dddddd',
  ],
];

describe('journeyOf', () => {
  it.each(cases)('shows %s', (_, status, expected) => {
    expect(wayOf(status)).toBe(expected);
  });

  it('leads through the environments that a company has', () => {
    const environments = ['test', 'europe', 'america'].map(name =>
      anEnvironment({ name }),
    );
    expect(
      journeyOf(aMicroApp({ environments }))
        .map(({ id }) => id)
        .slice(4),
    ).toEqual(['test', 'europe', 'america']);
  });

  it('says how far the checks are', () => {
    const [, checks] = journeyOf(
      aMicroApp({
        pullRequests: [
          aRequest({
            checks: [check('passed'), check('skipped'), check('waiting')],
          }),
        ],
      }),
    );
    expect(checks.note).toEqual({ kind: 'checksRunning', done: 2, total: 3 });
  });

  it('says that production waits for a person and staging does not', () => {
    const steps = journeyOf(
      aMicroApp({ environments: [], pullRequests: [merged] }),
    );
    expect(steps[4].note).toEqual({ kind: 'state', state: 'notThereYet' });

    const [production] = journeyOf(
      aMicroApp({ environments: [anEnvironment()] }),
    ).slice(-1);
    expect(production.note).toEqual({ kind: 'waitsForPromotion' });
  });
});
