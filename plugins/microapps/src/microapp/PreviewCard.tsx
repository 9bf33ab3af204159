import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { ButtonLink, Text } from '@backstage/ui';
import type { MicroAppStatus } from '@microapps/plugin-microapps-common';
import { ExternalLink, StateLabel, TonePill } from '../components';
import { RelativeTime } from '../time';
import { microappsTranslationRef } from '../translation';
import { plainAddress, safeAddress, STATE_LOOKS } from '../words';
import { CopyButton } from './CopyButton';
import { type PreviewRow, previewsOf } from './previewsOf';
import { Section } from './Section';
import styles from './MicroAppPage.module.css';

/** A preview's state: "Ready" rather than "Live", which is kept for what is approved. */
export const PreviewState = ({ preview }: { preview: PreviewRow }) => {
  const { t } = useTranslationRef(microappsTranslationRef);

  if (preview.leaving) {
    return (
      <TonePill look={STATE_LOOKS.notThereYet}>{t('preview.removed')}</TonePill>
    );
  }
  if (preview.state === 'live' && preview.staleSince === undefined) {
    return <TonePill look={STATE_LOOKS.live}>{t('preview.ready')}</TonePill>;
  }
  return <StateLabel state={preview.state} staleSince={preview.staleSince} />;
};

const Details = ({ preview }: { preview: PreviewRow }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const { request, number, url, message, leaving } = preview;
  return (
    <div className={styles.grow}>
      <div className={styles.line}>
        {request && <Text weight="bold">{request.title}</Text>}
        {request && (
          <ExternalLink to={request.url}>{`#${number}`}</ExternalLink>
        )}
        {url && !leaving && (
          <ExternalLink to={url} data-testid="preview-link">
            {plainAddress(url)}
          </ExternalLink>
        )}
      </div>
      <Text as="p" variant="body-small" color="secondary">
        {!url &&
          !leaving &&
          (message ??
            t(
              preview.state === 'live'
                ? 'preview.noAddress'
                : 'preview.waiting',
            ))}
        {request && url && !leaving && (
          <>
            {request.author} · <RelativeTime at={request.updatedAt} />
            {message && ` · ${message}`}
          </>
        )}
      </Text>
    </div>
  );
};

const Actions = ({ preview: { number, url } }: { preview: PreviewRow }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const href = safeAddress(url);

  if (href === undefined) {
    return null;
  }
  return (
    <div className={styles.actions}>
      <CopyButton
        text={href}
        label={t('preview.copyLabel', { number: String(number) })}
      />
      <ButtonLink
        variant="secondary"
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        aria-label={t('preview.openLabel', { number: String(number) })}
      >
        {t('preview.open')}
      </ButtonLink>
    </div>
  );
};

/** Each preview with its state, its address and what can be done with it. */
export const PreviewCard = ({ status }: { status: MicroAppStatus }) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const previews = previewsOf(status);

  return (
    <Section title={t('preview.title')} data-testid="previews">
      {previews.length === 0 && (
        <Text as="p" color="secondary">
          {t('preview.none')}
        </Text>
      )}
      <ul className={styles.rows}>
        {previews.map(preview => (
          <li
            key={preview.number}
            className={styles.row}
            data-testid={`preview-${preview.number}`}
            data-state={preview.leaving ? 'leaving' : preview.state}
          >
            <div className={styles.word}>
              <PreviewState preview={preview} />
            </div>
            <Details preview={preview} />
            {!preview.leaving && <Actions preview={preview} />}
          </li>
        ))}
      </ul>
    </Section>
  );
};
