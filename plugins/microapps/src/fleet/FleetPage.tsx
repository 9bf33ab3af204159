import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Container } from '@backstage/ui';
import { useMemo } from 'react';
import {
  Placeholder,
  ProblemBanner,
  SourceBanner,
  Surface,
} from '../components';
import { problemOf, useMicroAppList } from '../live';
import { microappsTranslationRef } from '../translation';
import { fleetQueryOf } from './fleetAddress';
import { FleetEmpty } from './FleetEmpty';
import { FleetFilters } from './FleetFilters';
import { FleetHeadline } from './FleetHeadline';
import { FleetTable } from './FleetTable';
import { useFleetAddress } from './useFleetAddress';
import styles from './FleetPage.module.css';

/** A screen and a half; the next page is one request away. */
const DEFAULT_PAGE_SIZE = 50;

/** Every micro-app: a sentence, search and filter, and a table that moves by itself. */
export const FleetPage = ({
  pageSize = DEFAULT_PAGE_SIZE,
}: {
  /** How many micro-apps one page shows. */
  pageSize?: number;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const addressState = useFleetAddress();
  const { address } = addressState;
  const live = useMicroAppList(
    useMemo(() => fleetQueryOf(address, pageSize), [address, pageSize]),
  );
  const { value: list, error, pending, refresh } = live;

  if (error && problemOf(error) === 'notAllowed') {
    return (
      <Container>
        <Surface>
          <Placeholder title={t('fleet.notAllowedTitle')}>
            {t('microapp.notAllowed')}
          </Placeholder>
        </Surface>
      </Container>
    );
  }

  const filtered = Boolean(address.query || address.owner);
  const empty = list?.totalItems === 0 && !filtered;
  const partial = address.page > 1 || list?.nextCursor !== undefined;

  return (
    <Container>
      <Surface className={styles.page}>
        <FleetHeadline list={list} options={{ filtered, partial }} />
        <ProblemBanner live={live} />
        {list && <SourceBanner sources={list.sources} onRetry={refresh} />}
        {!empty && <FleetFilters {...addressState} />}
        <FleetTable
          list={list}
          // Without a first answer the rows keep their places under the problem's sentence.
          pending={pending || !list}
          stale={error !== undefined}
          addressState={addressState}
          pageSize={pageSize}
          emptyState={<FleetEmpty {...addressState} />}
        />
      </Surface>
    </Container>
  );
};
