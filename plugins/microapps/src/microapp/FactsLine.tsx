import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type { MicroAppStatus } from '@microapps/plugin-microapps-common';
import { useTimes } from '../time';
import { microappsTranslationRef } from '../translation';

/** What was asked for: template, who pays, who can see it, how long. */
export const FactsLine = ({ status }: { status: MicroAppStatus }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const times = useTimes();
  const { template, costCenter, visibility, expiresAt } = status;

  return (
    <Text as="p" variant="body-small" color="secondary">
      {[
        t('microapp.facts.template', { template }),
        t('microapp.facts.costCenter', { costCenter }),
        t(`microapp.facts.${visibility}`),
        expiresAt &&
          t('microapp.facts.expires', { date: times.day(expiresAt) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  );
};
