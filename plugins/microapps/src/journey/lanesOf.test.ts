import { anEnvironment } from '../__testUtils__';
import { lanesOf } from './lanesOf';

const namesOf = (...names: string[]) =>
  lanesOf({ environments: names.map(name => anEnvironment({ name })) }).map(
    lane => (lane.environment ? lane.name : `(${lane.name})`),
  );

describe('lanesOf', () => {
  it.each([
    [[], ['(staging)', '(production)']],
    [['staging'], ['staging', '(production)']],
    [
      ['production', 'staging'],
      ['staging', 'production'],
    ],
    [
      ['staging', 'preview', 'production'],
      ['staging', 'production'],
    ],
    [
      ['test', 'live'],
      ['test', 'live'],
    ],
  ])('makes of %j the lanes %j', (environments, lanes) => {
    expect(namesOf(...environments)).toEqual(lanes);
  });

  it.each([
    ['live', undefined, 'live'],
    ['live', '2026-05-04T10:42:00Z', 'unknown'],
    ['starting', '2026-05-04T10:42:00Z', 'unknown'],
    ['notWorking', '2026-05-04T10:42:00Z', 'notWorking'],
  ] as const)(
    'takes %s, last heard of at %s, for %s',
    (state, staleSince, expected) => {
      const [staging, production] = lanesOf({
        environments: [anEnvironment({ state, staleSince })],
      });
      expect(staging.state).toBe(expected);
      expect(production.state).toBe('notThereYet');
    },
  );
});
