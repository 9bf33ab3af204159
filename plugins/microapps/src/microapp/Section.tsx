import { Card, CardBody, CardHeader, Text } from '@backstage/ui';
import { type ReactNode, useId } from 'react';
import styles from './MicroAppPage.module.css';

/** One part of the micro-app's page: a card with its heading. */
export const Section = ({
  title,
  aside,
  children,
  ...rest
}: {
  title: string;
  /** Stands at the heading's right. */
  aside?: ReactNode;
  children: ReactNode;
  id?: string;
  'data-testid'?: string;
  'data-state'?: string;
  'data-old'?: boolean;
}) => {
  const headingId = useId();
  return (
    <Card
      role="region"
      aria-labelledby={headingId}
      className={styles.section}
      {...rest}
    >
      <CardHeader className={styles.sectionHeader}>
        <Text as="h3" variant="body-large" weight="bold" id={headingId}>
          {title}
        </Text>
        {aside}
      </CardHeader>
      <CardBody>{children}</CardBody>
    </Card>
  );
};
