import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text, VisuallyHidden } from '@backstage/ui';
import type { AppList } from '@microapps/plugin-microapps-common';
import { Bone } from '../components';
import { newMicroAppRouteRef } from '../routes';
import { microappsTranslationRef } from '../translation';
import { type FleetSentenceOptions, fleetSentence } from './fleetSentence';
import styles from './FleetPage.module.css';

/** The way to the form for a new micro-app. */
export const NewMicroAppButton = () => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const create = useRouteRef(newMicroAppRouteRef);

  if (!create) {
    return null;
  }
  return (
    <ButtonLink href={create()} variant="primary" size="medium">
      {t('fleet.create')}
    </ButtonLink>
  );
};

/** The fleet in one sentence, and the one thing to do here. */
export const FleetHeadline = ({
  list,
  options,
}: {
  list?: AppList;
  options: FleetSentenceOptions;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const sentence = list && fleetSentence(list, options, t);

  return (
    <div className={styles.headline}>
      <Text
        as="h2"
        variant="title-small"
        weight="bold"
        className={styles.sentence}
        data-testid="headline"
      >
        {sentence ? (
          <>
            {sentence.count} {sentence.scope}
            {sentence.needFix && (
              <span className={styles.needFix}>{sentence.needFix}</span>
            )}
            {sentence.needFix && sentence.rest.length > 0 && ', '}
            {sentence.rest.join(', ')}
            {(sentence.needFix || sentence.rest.length > 0) && '.'}
          </>
        ) : (
          <>
            <Bone width="16rem" height="1.75rem" />
            <VisuallyHidden>{t('fleet.loading')}</VisuallyHidden>
          </>
        )}
      </Text>
      <NewMicroAppButton />
    </div>
  );
};
