import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Alert, Button } from '@backstage/ui';
import type { Source } from '@microapps/plugin-microapps-common';
import { useTimes } from '../time';
import { microappsTranslationRef } from '../translation';

/** Names each source that gives no word: an outage must never look like "all clear". */
export const SourceBanner = ({
  sources,
  onRetry,
}: {
  sources: Source[];
  onRetry: () => void;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const times = useTimes();
  const silent = sources.filter(({ state }) => state !== 'fresh');

  const sentenceOf = ({ title: source, state, lastWordAt }: Source) => {
    if (state === 'connecting') {
      return t('source.connecting', { source });
    }
    return lastWordAt === undefined
      ? t('source.absent', { source })
      : t('source.stale', { source, time: times.clock(lastWordAt) });
  };

  return (
    <>
      {silent.map(source => (
        <Alert
          key={source.id}
          role="status"
          icon
          status={source.state === 'connecting' ? 'info' : 'warning'}
          title={sentenceOf(source)}
          data-testid={`source-${source.id}`}
          customActions={
            <Button size="small" variant="secondary" onPress={onRetry}>
              {t('problem.retry')}
            </Button>
          }
        />
      ))}
    </>
  );
};
