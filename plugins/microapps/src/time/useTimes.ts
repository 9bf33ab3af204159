import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { microappsTranslationRef } from '../translation';
import { calendarDay, clockTime, relativeTime } from './formatTime';
import { useLocale } from './useLocale';
import { useNow } from './useNow';

/** Times as text, for sentences; use {@link RelativeTime} where a time stands alone. */
export function useTimes() {
  const { t } = useTranslationRef(microappsTranslationRef);
  const locale = useLocale();
  const now = useNow();

  return {
    /** "2 minutes ago" or "just now". */
    relative: (iso: string) => relativeTime(iso, now, locale) ?? t('justNow'),
    /** "10:42", with its day unless that is today. */
    clock: (iso: string) => clockTime(iso, now, locale),
    /** "31 Dec 2026". */
    day: (date: string) => calendarDay(date, locale),
  };
}
