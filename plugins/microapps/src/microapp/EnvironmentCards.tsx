import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  EnvironmentStatus,
  MicroAppStatus,
} from '@microapps/plugin-microapps-common';
import { StateLabel, useEnvironmentName } from '../components';
import { RelativeTime } from '../time';
import { microappsTranslationRef } from '../translation';
import { imageVersion, shortRevision } from '../words';
import { type Lane, lanesOf } from '../journey';
import { EnvironmentAddresses } from './EnvironmentAddresses';
import { Section } from './Section';
import styles from './MicroAppPage.module.css';

/** "Argo CD: Synced, Healthy": the standard terms, second and small. */
export const StandardTerms = ({
  environment: { operator, sync, health },
}: {
  environment: EnvironmentStatus;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const terms = `${sync}, ${health}`;
  return <>{operator ? `${t(`operator.${operator}`)}: ${terms}` : terms}</>;
};

const Facts = ({ environment }: { environment: EnvironmentStatus }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const { images, workloads, revision, lastDeployedAt } = environment;
  const versions = [...new Set(images.map(imageVersion))].join(', ');

  return (
    <>
      <Text as="p" variant="body-small" color="secondary">
        {[
          versions && t('environment.version', { version: versions }),
          workloads &&
            t('environment.running', {
              ready: String(workloads.ready),
              desired: String(workloads.desired),
            }),
        ]
          .filter(Boolean)
          .join(' · ')}
        {lastDeployedAt && (
          <>
            {' · '}
            <RelativeTime at={lastDeployedAt} />
          </>
        )}
      </Text>
      <Text as="p" variant="body-small" color="secondary">
        <StandardTerms environment={environment} />
        {revision && (
          <>
            {' · '}
            <span title={revision}>
              {t('environment.revision', { revision: shortRevision(revision) })}
            </span>
          </>
        )}
      </Text>
    </>
  );
};

const EnvironmentCard = ({ lane }: { lane: Lane }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const environmentName = useEnvironmentName();
  const { name, environment, state } = lane;

  return (
    <Section
      title={environmentName(name)}
      aside={<StateLabel state={state} staleSince={environment?.staleSince} />}
      data-testid={`environment-${name}`}
      data-state={state}
      data-old={environment?.staleSince !== undefined || undefined}
    >
      {!environment || state === 'notThereYet' ? (
        <Text as="p" color="secondary">
          {environment?.message ??
            t(lane.first ? 'environment.noneYet' : 'environment.notPromoted')}
        </Text>
      ) : (
        <div className={styles.facts}>
          {environment.urls.length === 0 && (
            <Text as="p" color="secondary">
              {t('environment.notYet')}
            </Text>
          )}
          <EnvironmentAddresses environment={environment} />
          {environment.message && state !== 'live' && (
            <Text as="p">{environment.message}</Text>
          )}
          <Facts environment={environment} />
        </div>
      )}
    </Section>
  );
};

/** The environments side by side, in the order of promotion. */
export const EnvironmentCards = ({ status }: { status: MicroAppStatus }) => (
  <div className={styles.lanes}>
    {lanesOf(status).map(lane => (
      <EnvironmentCard key={lane.name} lane={lane} />
    ))}
  </div>
);
