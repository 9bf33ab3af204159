import { Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import styles from './Placeholder.module.css';

/** What stands where there is nothing to show: why, and what to do about it. */
export const Placeholder = ({
  title,
  children,
  action,
}: {
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) => (
  <div className={styles.placeholder}>
    <Text as="h3" variant="title-x-small" weight="bold">
      {title}
    </Text>
    {children && (
      <Text
        as="p"
        variant="body-medium"
        color="secondary"
        className={styles.text}
      >
        {children}
      </Text>
    )}
    {action}
  </div>
);
