import {
  appLanguageApiRef,
  useApiHolder,
} from '@backstage/frontend-plugin-api';

/** British English gives "31 Dec 2026" and a 24-hour clock; other languages are as chosen. */
const ENGLISH = 'en-GB';

/** The locale for times and dates: the language that the portal is shown in. */
export function useLocale(): string {
  const language = useApiHolder()
    .get(appLanguageApiRef)
    ?.getLanguage().language;
  return language === undefined || language === 'en' ? ENGLISH : language;
}
