import { Text } from '@backstage/ui';
import type { EnvironmentStatus } from '@microapps/plugin-microapps-common';
import { ExternalLink } from '../components';
import { plainAddress } from '../words';
import styles from './MicroAppPage.module.css';

/** Where a micro-app is reached in an environment. */
export const EnvironmentAddresses = ({
  environment: { urls },
}: {
  environment: EnvironmentStatus;
}) => (
  <>
    {urls.map(url => (
      <Text as="div" key={url} className={styles.address}>
        <ExternalLink to={url}>{plainAddress(url)}</ExternalLink>
      </Text>
    ))}
  </>
);
