import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import { type Live, problemOf } from '../live';
import { useTimes } from '../time';
import { microappsTranslationRef } from '../translation';

/** Says that the last question was not answered, and from when is what stands below. */
export const ProblemBanner = ({ live }: { live: Live<unknown> }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const times = useTimes();
  const { error, valueAt, refresh } = live;

  if (!error) {
    return null;
  }
  const sentence = () => {
    if (problemOf(error) !== 'unreachable') {
      return error.message;
    }
    return valueAt === undefined
      ? t('problem.unreachable', { reason: error.message })
      : t('problem.lastWord', { time: times.clock(valueAt) });
  };

  return (
    <Alert
      role="alert"
      icon
      status="danger"
      title={sentence()}
      data-testid="problem"
      customActions={
        <Button size="small" variant="secondary" onPress={refresh}>
          {t('problem.retry')}
        </Button>
      }
    />
  );
};
