import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { microappsTranslationRef } from '../translation';
import { exactTime, relativeTime } from './formatTime';
import { useLocale } from './useLocale';
import { useNow } from './useNow';

/** "2 minutes ago", moving by itself, with the exact time on hover. */
export const RelativeTime = ({ at }: { at: string }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const locale = useLocale();
  const now = useNow();

  return (
    <time dateTime={at} title={exactTime(at, locale)}>
      {relativeTime(at, now, locale) ?? t('justNow')}
    </time>
  );
};
