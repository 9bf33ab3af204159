import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button, Table, Text } from '@backstage/ui';
import type { AppList } from '@microapps/plugin-microapps-common';
import { type ReactNode, useMemo } from 'react';
import { useMicroAppPath } from '../components';
import { useTimes } from '../time';
import { microappsTranslationRef } from '../translation';
import type { FleetOrder } from './fleetAddress';
import { fleetColumns, type FleetRow } from './fleetColumns';
import type { FleetAddressState } from './useFleetAddress';
import styles from './FleetPage.module.css';

const Pages = ({
  list,
  pageSize,
  addressState,
}: {
  list: AppList;
  pageSize: number;
  addressState: FleetAddressState;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const { address, next, previous, knowsPrevious } = addressState;
  const { items, totalItems, nextCursor } = list;
  const from = (address.page - 1) * pageSize + 1;

  if (address.page === 1 && nextCursor === undefined) {
    return null;
  }
  return (
    <div className={styles.pages}>
      <Text variant="body-small" color="secondary" data-testid="range">
        {t('fleet.range', {
          from: String(from),
          to: String(from + items.length - 1),
          total: String(totalItems),
        })}
      </Text>
      <span className={styles.pageButtons}>
        <Button
          variant="secondary"
          isDisabled={address.page === 1}
          onPress={previous}
        >
          {knowsPrevious ? t('fleet.previous') : t('fleet.first')}
        </Button>
        <Button
          variant="secondary"
          isDisabled={nextCursor === undefined}
          onPress={() => nextCursor !== undefined && next(nextCursor)}
        >
          {t('fleet.next')}
        </Button>
      </span>
    </div>
  );
};

/** The fleet as a table: one row each, ordered and paged by the server. */
export const FleetTable = ({
  list,
  pending,
  stale,
  pageSize,
  addressState,
  emptyState,
}: {
  list?: AppList;
  pending: boolean;
  /** Whether what is shown may be old. */
  stale: boolean;
  pageSize: number;
  addressState: FleetAddressState;
  emptyState: ReactNode;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const times = useTimes();
  const pathOf = useMicroAppPath();
  const { address, change } = addressState;
  const rows = useMemo(
    () => list?.items.map((app): FleetRow => ({ ...app, id: app.name })),
    [list],
  );
  const descending = address.order.startsWith('-');

  return (
    <div className={styles.table} data-old={stale || undefined}>
      <Table
        columnConfig={fleetColumns({ t, times, pathOf })}
        data={rows}
        isPending={pending && !list}
        isStale={pending}
        pagination={{ type: 'none' }}
        emptyState={emptyState}
        rowConfig={{ getHref: app => pathOf(app.entityRef) }}
        sort={{
          descriptor: {
            column: address.order.replace(/^-/, ''),
            direction: descending ? 'descending' : 'ascending',
          },
          onSortChange: ({ column, direction }) =>
            change({
              order: `${direction === 'descending' ? '-' : ''}${String(
                column,
              )}` as FleetOrder,
            }),
        }}
      />
      {list && (
        <Pages list={list} pageSize={pageSize} addressState={addressState} />
      )}
    </div>
  );
};
