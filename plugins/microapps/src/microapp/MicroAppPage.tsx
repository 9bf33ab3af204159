import { ProblemBanner, SourceBanner, Surface } from '../components';
import { Journey } from '../journey';
import { useMicroApp } from '../live';
import { Announcer } from './Announcer';
import { EnvironmentCards } from './EnvironmentCards';
import { FactsLine } from './FactsLine';
import { FindingsCard } from './FindingsCard';
import { HeadlineBar } from './HeadlineBar';
import { MicroAppSkeleton } from './MicroAppSkeleton';
import { NoMicroApp } from './NoMicroApp';
import { PreviewCard } from './PreviewCard';
import { sourcesToName } from './sourcesToName';
import { RequestsCard } from './RequestsCard';
import styles from './MicroAppPage.module.css';

/** One micro-app, moving by itself: how it is, where it stands, and what to do. */
export const MicroAppPage = ({ name }: { name: string }) => {
  const live = useMicroApp(name);
  const { value: status, error, refresh } = live;

  if (!status) {
    return (
      <Surface>
        {error ? (
          <NoMicroApp name={name} error={error} live={live} />
        ) : (
          <MicroAppSkeleton />
        )}
      </Surface>
    );
  }
  return (
    <>
      <Announcer sentence={status.headline.sentence} />
      <Surface className={styles.page}>
        <ProblemBanner live={live} />
        <SourceBanner sources={sourcesToName(status)} onRetry={refresh} />
        <div
          className={styles.content}
          data-testid="microapp"
          data-old={error !== undefined || undefined}
        >
          <HeadlineBar headline={status.headline} onRetry={refresh} />
          <FactsLine status={status} />
          <Journey status={status} />
          <PreviewCard status={status} />
          <EnvironmentCards status={status} />
          <FindingsCard findings={status.findings} />
          <RequestsCard status={status} />
        </div>
      </Surface>
    </>
  );
};
