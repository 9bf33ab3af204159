import { Button, ButtonLink, Text } from '@backstage/ui';
import type { NextAction, Headline } from '@microapps/plugin-microapps-common';
import toneStyles from '../components/tones.module.css';
import { safeAddress, SEVERITY_LOOKS } from '../words';
import { REQUESTS_ID } from './RequestsCard';
import styles from './MicroAppPage.module.css';

const Action = ({
  action: { kind, label, url },
  onRetry,
}: {
  action: NextAction;
  onRetry: () => void;
}) => {
  const href = safeAddress(url);

  if (kind === 'retry') {
    return (
      <Button variant="primary" size="medium" onPress={onRetry}>
        {label}
      </Button>
    );
  }
  if (kind === 'seeChecks' && href === undefined) {
    return (
      <ButtonLink variant="primary" size="medium" href={`#${REQUESTS_ID}`}>
        {label}
      </ButtonLink>
    );
  }
  return href === undefined ? null : (
    <ButtonLink
      variant="primary"
      size="medium"
      href={href}
      target="_blank"
      rel="noopener noreferrer"
    >
      {label}
    </ButtonLink>
  );
};

/** How it is, in one sentence, and the one thing to do next. */
export const HeadlineBar = ({
  headline: { sentence, severity, action },
  onRetry,
}: {
  headline: Headline;
  onRetry: () => void;
}) => {
  const { tone, Icon } = SEVERITY_LOOKS[severity];
  return (
    <div
      className={`${toneStyles.tone} ${toneStyles.fill} ${styles.headline}`}
      data-tone={tone}
    >
      <Icon aria-hidden="true" fontSize="small" />
      <Text
        as="h2"
        variant="body-large"
        weight="bold"
        className={styles.sentence}
        data-testid="headline"
        data-severity={severity}
      >
        {sentence}
      </Text>
      {action && <Action action={action} onRetry={onRetry} />}
    </div>
  );
};

/** The same sentence as a line of a card, without its colours' field. */
export const HeadlineLine = ({
  headline: { sentence, severity },
}: {
  headline: Headline;
}) => {
  const { tone, Icon } = SEVERITY_LOOKS[severity];
  return (
    <div
      className={`${toneStyles.tone} ${styles.headlineLine}`}
      data-tone={tone}
    >
      <span className={toneStyles.mark}>
        <Icon aria-hidden="true" fontSize="small" />
      </span>
      <Text
        as="p"
        weight="bold"
        className={styles.sentence}
        data-testid="headline"
        data-severity={severity}
      >
        {sentence}
      </Text>
    </div>
  );
};
