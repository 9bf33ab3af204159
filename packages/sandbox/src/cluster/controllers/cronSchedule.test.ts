import { parseCronSchedule } from './cronSchedule';

describe('parseCronSchedule', () => {
  it.each([
    ['*/15 * * * *', '2026-03-01T10:07:00Z', '2026-03-01T10:15:00Z'],
    ['0 9 * * 1-5', '2026-03-06T09:00:00Z', '2026-03-09T09:00:00Z'],
    ['0 9 * * mon', '2026-03-03T00:00:00Z', '2026-03-09T09:00:00Z'],
    ['30 2 29 2 *', '2026-03-01T00:00:00Z', '2028-02-29T02:30:00Z'],
    ['0 0 1 * 0', '2026-03-02T00:00:00Z', '2026-03-08T00:00:00Z'],
    ['0 0 * * 7', '2026-03-02T00:00:00Z', '2026-03-08T00:00:00Z'],
    ['@daily', '2026-12-31T12:00:00Z', '2027-01-01T00:00:00Z'],
    ['5,50 8-10/2 * jan *', '2026-01-01T08:50:00Z', '2026-01-01T10:05:00Z'],
  ])('%s after %s is due at %s', (text, from, due) => {
    expect(parseCronSchedule(text)?.after(new Date(from))).toEqual(
      new Date(due),
    );
  });

  it('knows when there is no such day', () => {
    const schedule = parseCronSchedule('0 0 31 2 *');
    expect(schedule?.after(new Date('2026-01-01T00:00:00Z'))).toBeUndefined();
  });

  it.each([
    '',
    '* * * *',
    '60 * * * *',
    'x * * * *',
    '*/0 * * * *',
    '5-1 * * * *',
  ])('refuses %p', text => {
    expect(parseCronSchedule(text)).toBeUndefined();
  });
});
