import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { microappsTranslationRef } from '../translation';

const NAMED = ['staging', 'production', 'preview'] as const;

/** What an environment is called on the screen; a company's own ones by their name. */
export function useEnvironmentName(): (name: string) => string {
  const { t } = useTranslationRef(microappsTranslationRef);
  return name => {
    const known = NAMED.find(candidate => candidate === name);
    return known
      ? t(`environment.${known}`)
      : name.charAt(0).toUpperCase() + name.slice(1);
  };
}
