import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Bone } from '../components';
import { microappsTranslationRef } from '../translation';
import styles from './MicroAppPage.module.css';

/** Keeps the page's layout until the first word comes. */
export const MicroAppSkeleton = () => {
  const { t } = useTranslationRef(microappsTranslationRef);
  return (
    <div
      className={styles.page}
      role="status"
      aria-label={t('microapp.loading')}
      data-testid="loading"
    >
      <Bone width="100%" height="4rem" />
      <Bone width="100%" height="3.5rem" />
      <Bone width="100%" height="7rem" />
      <div className={styles.lanes}>
        <Bone width="100%" height="9rem" />
        <Bone width="100%" height="9rem" />
      </div>
    </div>
  );
};
