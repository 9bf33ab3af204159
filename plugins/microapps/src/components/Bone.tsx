import { Skeleton } from '@backstage/ui';
import styles from './Bone.module.css';

/** Keeps the place of what is on its way, visibly so on every background. */
export const Bone = (size: { width: string; height: string }) => (
  <Skeleton {...size} className={styles.bone} />
);
