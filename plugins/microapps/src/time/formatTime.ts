import { DateTime } from 'luxon';

/** Below this, a difference between two clocks shows more than the time that passed. */
const JUST_NOW_SECONDS = 45;

/**
 * "2 minutes ago", or `undefined` for what happened just now. A time ahead of this
 * machine's clock counts as just now: the clocks differ, nothing is from the future.
 */
export function relativeTime(
  iso: string,
  now: Date,
  locale: string,
): string | undefined {
  const then = DateTime.fromISO(iso);
  const base = DateTime.fromJSDate(now);
  if (base.diff(then).as('seconds') < JUST_NOW_SECONDS) {
    return undefined;
  }
  return then.toRelative({ base, locale }) ?? undefined;
}

/** The exact time with its day and zone, for the hover. */
export function exactTime(iso: string, locale: string): string {
  return DateTime.fromISO(iso)
    .setLocale(locale)
    .toLocaleString({
      ...DateTime.DATETIME_MED_WITH_SECONDS,
      timeZoneName: 'short',
    });
}

/** "10:42" for today, "3 May, 10:42" for another day. */
export function clockTime(iso: string, now: Date, locale: string): string {
  const then = DateTime.fromISO(iso).setLocale(locale);
  const time = then.toLocaleString(DateTime.TIME_24_SIMPLE);
  if (then.hasSame(DateTime.fromJSDate(now), 'day')) {
    return time;
  }
  return `${then.toLocaleString({ day: 'numeric', month: 'short' })}, ${time}`;
}

/** "31 Dec 2026" for a date without a time. */
export function calendarDay(date: string, locale: string): string {
  return DateTime.fromISO(date)
    .setLocale(locale)
    .toLocaleString({ day: 'numeric', month: 'short', year: 'numeric' });
}
