import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import type { MicroAppStatus } from '@microapps/plugin-microapps-common';
import type { ReactNode } from 'react';
import {
  Bone,
  ExternalLink,
  ProblemBanner,
  SourceBanner,
  StateLabel,
  Surface,
  useEnvironmentName,
  useMicroAppPath,
} from '../components';
import { lanesOf } from '../journey';
import { useMicroApp } from '../live';
import { microappsTranslationRef } from '../translation';
import { plainAddress } from '../words';
import { Announcer } from './Announcer';
import { EnvironmentAddresses } from './EnvironmentAddresses';
import { StandardTerms } from './EnvironmentCards';
import { HeadlineLine } from './HeadlineBar';
import { NoMicroApp } from './NoMicroApp';
import { PreviewState } from './PreviewCard';
import { previewsOf } from './previewsOf';
import { CheckList, RequestLink } from './RequestsCard';
import { sourcesToName } from './sourcesToName';
import styles from './StatusCard.module.css';

const Fact = ({
  label,
  children,
  ...rest
}: {
  label: string;
  children: ReactNode;
  'data-testid'?: string;
  'data-state'?: string;
}) => (
  <div className={styles.fact} {...rest}>
    <dt>
      <Text variant="body-small" color="secondary">
        {label}
      </Text>
    </dt>
    <dd className={styles.value}>{children}</dd>
  </div>
);

const Facts = ({ status }: { status: MicroAppStatus }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const environmentName = useEnvironmentName();
  const open = status.pullRequests.filter(({ state }) => state === 'open');

  return (
    <dl className={styles.facts}>
      {open.map(request => (
        <Fact key={request.number} label={t('request.label')}>
          <Text>
            {request.title} <RequestLink request={request} />
          </Text>
          <CheckList request={request} />
        </Fact>
      ))}
      {previewsOf(status).map(preview => (
        <Fact
          key={preview.number}
          label={t('preview.title')}
          data-testid={`preview-${preview.number}`}
          data-state={preview.leaving ? 'leaving' : preview.state}
        >
          <PreviewState preview={preview} />
          {preview.url && (
            <ExternalLink to={preview.url} data-testid="preview-link">
              {plainAddress(preview.url)}
            </ExternalLink>
          )}
        </Fact>
      ))}
      {lanesOf(status).map(({ name, environment, state }) => (
        <Fact
          key={name}
          label={environmentName(name)}
          data-testid={`environment-${name}`}
          data-state={state}
        >
          <StateLabel state={state} staleSince={environment?.staleSince} />
          {environment && (
            <>
              <EnvironmentAddresses environment={environment} />
              <Text variant="body-small" color="secondary">
                <StandardTerms environment={environment} />
              </Text>
            </>
          )}
        </Fact>
      ))}
    </dl>
  );
};

const StatusCardSkeleton = () => {
  const { t } = useTranslationRef(microappsTranslationRef);
  return (
    <div
      className={styles.card}
      role="status"
      aria-label={t('microapp.loading')}
      data-testid="loading"
    >
      <Bone width="80%" height="1.5rem" />
      <Bone width="100%" height="1.25rem" />
      <Bone width="100%" height="1.25rem" />
    </div>
  );
};

/** How a micro-app is, in short: sentence, request with its checks, preview, environments. */
export const StatusCard = ({ name }: { name: string }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const pathOf = useMicroAppPath();
  const live = useMicroApp(name);
  const { value: status, error, refresh } = live;
  const path = status && pathOf(status.entityRef);

  return (
    <EntityInfoCard
      title={t('card.title')}
      footerActions={path && <Link href={path}>{t('microapp.more')}</Link>}
    >
      <Announcer sentence={status?.headline.sentence} />
      {!status && error && <NoMicroApp name={name} error={error} live={live} />}
      {!status && !error && <StatusCardSkeleton />}
      {status && (
        <Surface
          className={styles.card}
          data-old={error !== undefined || undefined}
          data-testid="microapp-status"
        >
          <ProblemBanner live={live} />
          <SourceBanner sources={sourcesToName(status)} onRetry={refresh} />
          <HeadlineLine headline={status.headline} />
          <Facts status={status} />
        </Surface>
      )}
    </EntityInfoCard>
  );
};
