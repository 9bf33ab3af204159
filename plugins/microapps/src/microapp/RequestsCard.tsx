import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import type {
  Check,
  MicroAppStatus,
  PullRequestStatus,
} from '@microapps/plugin-microapps-common';
import { ExternalLink, ToneMark } from '../components';
import { RelativeTime } from '../time';
import { microappsTranslationRef } from '../translation';
import { CHECK_LOOKS } from '../words';
import { Section } from './Section';
import styles from './MicroAppPage.module.css';

/** Where the headline's "See the checks" leads. */
export const REQUESTS_ID = 'microapp-requests';

/** How many requests of the past are shown below the open ones. */
const PAST_SHOWN = 3;

const CheckRow = ({
  check: { name, state, summary, url },
}: {
  check: Check;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  return (
    <li
      className={styles.check}
      data-testid={`check-${name}`}
      data-state={state}
    >
      <ToneMark look={CHECK_LOOKS[state]} />
      <Text variant="body-small">
        <strong>{t(`check.${state}`)}</strong> · {name}
        {summary && ` · ${summary}`}
      </Text>
      {url && (
        <ExternalLink
          to={url}
          variant="body-small"
          aria-label={t('check.detailsLabel', { name })}
        >
          {t('check.details')}
        </ExternalLink>
      )}
    </li>
  );
};

/** The checks of a request, each with its word; failed ones first. */
export const CheckList = ({ request }: { request: PullRequestStatus }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const { checks, number, state } = request;
  const failed = checks.filter(check => check.state === 'failed');
  const others = checks.filter(check => check.state !== 'failed');

  if (checks.length === 0) {
    return state === 'open' ? (
      <Text as="p" variant="body-small" color="secondary">
        {t('check.none')}
      </Text>
    ) : null;
  }
  return (
    <ul
      className={styles.checks}
      aria-label={t('request.checks', { number: String(number) })}
    >
      {[...failed, ...others].map(check => (
        <CheckRow key={check.name} check={check} />
      ))}
    </ul>
  );
};

/** A request's title and number, as the link to it. */
export const RequestLink = ({ request }: { request: PullRequestStatus }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  return (
    <ExternalLink
      to={request.url}
      data-testid="pull-request-link"
      aria-label={t('request.number', {
        number: String(request.number),
        title: request.title,
      })}
    >
      #{request.number}
    </ExternalLink>
  );
};

const Request = ({ request }: { request: PullRequestStatus }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  return (
    <li
      className={styles.request}
      data-testid={`request-${request.number}`}
      data-state={request.state}
    >
      <div className={styles.line}>
        <Text weight="bold">{request.title}</Text>
        <RequestLink request={request} />
      </div>
      <Text as="p" variant="body-small" color="secondary">
        {t(`request.${request.state}`)} ·{' '}
        {t('request.by', { author: request.author })} ·{' '}
        <RelativeTime at={request.mergedAt ?? request.updatedAt} />
      </Text>
      <CheckList request={request} />
    </li>
  );
};

/** The requests: open ones with their checks, then the latest of the past. */
export const RequestsCard = ({ status }: { status: MicroAppStatus }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const { pullRequests } = status;
  const shown = [
    ...pullRequests.filter(({ state }) => state === 'open'),
    ...pullRequests
      .filter(({ state }) => state !== 'open')
      .slice(0, PAST_SHOWN),
  ];

  return (
    <Section id={REQUESTS_ID} title={t('request.title')}>
      {shown.length === 0 && (
        <Text as="p" color="secondary">
          {t('request.none')}
        </Text>
      )}
      <ul className={styles.rows}>
        {shown.map(request => (
          <Request key={request.number} request={request} />
        ))}
      </ul>
    </Section>
  );
};
