import { FIELD_SENTENCES } from '@microapps/plugin-microapps-common';
import type { MicroAppTemplate } from '@microapps/plugin-microapps-common';

type Expiry = MicroAppTemplate['spec']['expiry'];

/** A day in UTC, as `2026-12-31`. */
function dayAfter(now: Date, days: number): string {
  const day = new Date(now);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** The day until which an instance is kept when nobody chose one. */
export function defaultExpiry(expiry: Expiry, now: Date): string | undefined {
  return expiry.defaultDays === undefined
    ? undefined
    : dayAfter(now, expiry.defaultDays);
}

/** Holds a chosen day against the template's limits; `undefined` when it is fine. */
export function expirySentence(
  expiresAt: string | undefined,
  expiry: Expiry,
  now: Date,
): string | undefined {
  if (expiresAt === undefined) {
    return expiry.required ? FIELD_SENTENCES.expiresAt : undefined;
  }
  if (expiresAt < dayAfter(now, 0)) {
    return 'Choose a day that has not passed yet as the day until which it is kept.';
  }
  if (expiry.maxDays !== undefined) {
    const last = dayAfter(now, expiry.maxDays);
    if (expiresAt > last) {
      return `It can be kept for at most ${expiry.maxDays} days: choose a day until ${last}.`;
    }
  }
  return undefined;
}
