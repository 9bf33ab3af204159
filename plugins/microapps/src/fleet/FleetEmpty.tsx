import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Button } from '@backstage/ui';
import { Placeholder } from '../components';
import { microappsTranslationRef } from '../translation';
import { NewMicroAppButton } from './FleetHeadline';
import type { FleetAddressState } from './useFleetAddress';

/** What stands in the table's place: what a micro-app is, or how to see some again. */
export const FleetEmpty = ({ address, change }: FleetAddressState) => {
  const { t } = useTranslationRef(microappsTranslationRef);

  if (!address.query && !address.owner) {
    return (
      <Placeholder title={t('fleet.emptyTitle')} action={<NewMicroAppButton />}>
        {t('fleet.empty')}
      </Placeholder>
    );
  }
  return (
    <Placeholder
      title={t('fleet.nothingTitle')}
      action={
        <Button
          variant="secondary"
          onPress={() => change({ query: '', owner: undefined })}
        >
          {t('fleet.clear')}
        </Button>
      }
    >
      {address.owner ? t('fleet.nothingOwner') : t('fleet.nothing')}
    </Placeholder>
  );
};
