import { DateTime } from 'luxon';
import { calendarDay, clockTime, exactTime, relativeTime } from './formatTime';

const now = DateTime.local(2026, 5, 4, 10, 42, 0);
const ago = (duration: { [unit: string]: number }) =>
  now.minus(duration).toISO()!;

describe('formatTime', () => {
  it.each([
    [{ seconds: 10 }, undefined],
    [{ seconds: -90 }, undefined],
    [{ minutes: 2 }, '2 minutes ago'],
    [{ hours: 3 }, '3 hours ago'],
    [{ days: 2 }, '2 days ago'],
  ])('says how long ago %j was: %s', (duration, expected) => {
    expect(relativeTime(ago(duration), now.toJSDate(), 'en')).toBe(expected);
  });

  it('says the clock time alone for today and the day with it otherwise', () => {
    expect(clockTime(ago({ hours: 1 }), now.toJSDate(), 'en-GB')).toBe('09:42');
    expect(clockTime(ago({ days: 1 }), now.toJSDate(), 'en-GB')).toBe(
      '3 May, 10:42',
    );
  });

  it('says the exact time with its seconds', () => {
    expect(exactTime(ago({ minutes: 1 }), 'en-GB')).toContain('10:41:00');
  });

  it('says a day without a time as it is, whatever the time zone', () => {
    expect(calendarDay('2026-12-31', 'en-GB')).toBe('31 Dec 2026');
  });
});
