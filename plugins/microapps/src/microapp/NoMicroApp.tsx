import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { Placeholder } from '../components';
import { type Live, problemOf } from '../live';
import { microappsTranslationRef } from '../translation';

/** What stands where no word about the micro-app ever came: why, and what to do. */
export const NoMicroApp = ({
  name,
  error,
  live,
}: {
  name: string;
  error: Error;
  live: Live<unknown>;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const retry = (
    <Button variant="secondary" onPress={live.refresh}>
      {t('microapp.retry')}
    </Button>
  );

  switch (problemOf(error)) {
    case 'notFound':
      return (
        <Placeholder title={t('microapp.notFoundTitle')} action={retry}>
          {t('microapp.notFound', { name })}
        </Placeholder>
      );
    case 'notAllowed':
      return (
        <Placeholder title={t('microapp.notAllowedTitle')}>
          {t('microapp.notAllowed')}
        </Placeholder>
      );
    default:
      return (
        <Placeholder title={t('microapp.unreachableTitle')} action={retry}>
          {t('problem.unreachable', { reason: error.message })}
        </Placeholder>
      );
  }
};
