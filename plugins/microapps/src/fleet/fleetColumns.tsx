import { Cell, Link, Text, VisuallyHidden } from '@backstage/ui';
import type { ColumnConfig } from '@backstage/ui';
import type { MicroAppStatus } from '@microapps/plugin-microapps-common';
import { ExternalLink, OwnerLink, StateLabel } from '../components';
import { RelativeTime, type useTimes } from '../time';
import type { Translate } from '../translation';
import { reasonOf } from '../words';
import styles from './FleetPage.module.css';

/** A micro-app as a row of the table. */
export type FleetRow = MicroAppStatus & { id: string };

/** What the columns need to know. */
export type FleetColumnsContext = {
  t: Translate;
  times: ReturnType<typeof useTimes>;
  pathOf: (entityRef: string) => string | undefined;
};

const None = ({ t }: { t: Translate }) => (
  <>
    <span aria-hidden="true">–</span>
    <VisuallyHidden>{t('fleet.none')}</VisuallyHidden>
  </>
);

const Name = ({ app, path }: { app: FleetRow; path?: string }) => (
  <div className={styles.stack}>
    {path ? (
      <Link href={path} weight="bold" standalone>
        {app.title}
      </Link>
    ) : (
      <Text weight="bold">{app.title}</Text>
    )}
    <Text variant="body-small" color="secondary">
      {app.name}
    </Text>
  </div>
);

const Requests = ({ app, t }: { app: FleetRow; t: Translate }) => {
  const open = app.pullRequests.filter(({ state }) => state === 'open');
  if (open.length === 0) {
    return <None t={t} />;
  }
  return (
    <span className={styles.requests}>
      {open.map(({ number, url }) => (
        <ExternalLink
          key={number}
          to={url}
          aria-label={t('fleet.requestLabel', {
            number: String(number),
            app: app.title,
          })}
        >
          #{number}
        </ExternalLink>
      ))}
    </span>
  );
};

const StateAndReason = ({ app, t }: { app: FleetRow; t: Translate }) => {
  const reason = reasonOf(app.headline.sentence, t(`state.${app.state}`));
  return (
    <div className={styles.stack}>
      <StateLabel state={app.state} />
      {reason && (
        <Text
          variant="body-small"
          color="secondary"
          className={styles.reason}
          title={reason}
        >
          {reason}
        </Text>
      )}
    </div>
  );
};

/** The columns of the fleet's table. */
export function fleetColumns({
  t,
  times,
  pathOf,
}: FleetColumnsContext): ColumnConfig<FleetRow>[] {
  return [
    {
      id: 'title',
      label: t('fleet.column.title'),
      isRowHeader: true,
      isSortable: true,
      cell: app => (
        <Cell>
          <Name app={app} path={pathOf(app.entityRef)} />
        </Cell>
      ),
    },
    {
      id: 'owner',
      label: t('fleet.column.owner'),
      isSortable: true,
      cell: app => (
        <Cell>
          <OwnerLink owner={app.owner} />
        </Cell>
      ),
    },
    {
      id: 'state',
      label: t('fleet.column.state'),
      isSortable: true,
      cell: app => (
        <Cell>
          <StateAndReason app={app} t={t} />
        </Cell>
      ),
    },
    {
      id: 'requests',
      label: t('fleet.column.requests'),
      cell: app => (
        <Cell>
          <Requests app={app} t={t} />
        </Cell>
      ),
    },
    {
      id: 'expiresAt',
      label: t('fleet.column.expiresAt'),
      cell: app => (
        <Cell>
          {app.expiresAt ? (
            <Text>{times.day(app.expiresAt)}</Text>
          ) : (
            <None t={t} />
          )}
        </Cell>
      ),
    },
    {
      id: 'updatedAt',
      label: t('fleet.column.updatedAt'),
      isSortable: true,
      cell: app => (
        <Cell>
          <Text variant="body-small" color="secondary">
            <RelativeTime at={app.updatedAt} />
          </Text>
        </Cell>
      ),
    },
  ];
}
