import type { HTMLAttributes } from 'react';
import styles from './surface.module.css';

/** What every screen of this plugin stands on: small text stays legible in both themes. */
export const Surface = ({
  className = '',
  ...rest
}: HTMLAttributes<HTMLDivElement>) => (
  <div className={`${styles.surface} ${className}`} {...rest} />
);
