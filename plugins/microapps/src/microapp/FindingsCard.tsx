import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { Finding } from '@microapps/plugin-microapps-common';
import { ExternalLink, TonePill, useEnvironmentName } from '../components';
import { microappsTranslationRef } from '../translation';
import { FINDING_LOOKS } from '../words';
import { Section } from './Section';
import styles from './MicroAppPage.module.css';

const FindingRow = ({ finding }: { finding: Finding }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const environmentName = useEnvironmentName();
  const { severity, summary, remediation, environment, rule, source, url } =
    finding;
  const where = [environment && environmentName(environment), rule, source];

  return (
    <li className={styles.row} data-testid="finding" data-severity={severity}>
      <div className={styles.word}>
        {' '}
        <TonePill look={FINDING_LOOKS[severity]}>
          {t(`finding.${severity}`)}
        </TonePill>
      </div>
      <div className={styles.grow}>
        <Text as="p" weight="bold">
          {summary}
        </Text>
        {remediation && <Text as="p">{remediation}</Text>}
        <Text as="p" variant="body-small" color="secondary">
          {where.filter(Boolean).join(' · ')}
        </Text>
      </div>
      {url && (
        <ExternalLink to={url} variant="body-small">
          {t('finding.details')}
        </ExternalLink>
      )}
    </li>
  );
};

/** What a person must fix, then what would be good to fix; nothing when all is well. */
export const FindingsCard = ({ findings }: { findings: Finding[] }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const errors = findings.filter(({ severity }) => severity === 'error');
  const warnings = findings.filter(({ severity }) => severity === 'warning');

  if (findings.length === 0) {
    return null;
  }
  return (
    <Section
      title={
        errors.length > 0
          ? `${t('finding.title')} (${errors.length})`
          : t('finding.warning')
      }
      aside={
        errors.length > 0 && warnings.length > 0 ? (
          <Text variant="body-small" color="secondary">
            {t('finding.goodToFix', { count: warnings.length })}
          </Text>
        ) : undefined
      }
      data-testid="findings"
    >
      <ul className={styles.rows}>
        {[...errors, ...warnings].map((finding, index) => (
          <FindingRow key={index} finding={finding} />
        ))}
      </ul>
    </Section>
  );
};
