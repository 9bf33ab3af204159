import type { ReactNode } from 'react';
import type { Look } from '../words';
import styles from './tones.module.css';

/** A word with its icon and colour. */
export const TonePill = ({
  look: { tone, Icon },
  children,
}: {
  look: Look;
  children: ReactNode;
}) => (
  <span
    className={`${styles.tone} ${styles.fill} ${styles.pill}`}
    data-tone={tone}
  >
    <Icon aria-hidden="true" />
    <span>{children}</span>
  </span>
);

/** The icon of a look in its colour; the word stands beside it. */
export const ToneMark = ({ look: { tone, Icon } }: { look: Look }) => (
  <span className={`${styles.tone} ${styles.mark}`} data-tone={tone}>
    <Icon aria-hidden="true" />
  </span>
);
