import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { SearchField, Select } from '@backstage/ui';
import { useEffect, useState } from 'react';
import useDebounce from 'react-use/esm/useDebounce';
import { microappsTranslationRef } from '../translation';
import type { FleetAddressState } from './useFleetAddress';
import { useOwners } from './useOwners';
import styles from './FleetPage.module.css';

/** A person types about a letter in this time; the list is asked for after a pause. */
const TYPING_MS = 250;

/** The choice that filters nothing; a Select has no empty value. */
const ALL = 'all';

const Search = ({ address, change }: FleetAddressState) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const [text, setText] = useState(address.query);

  // Back, forward and "clear" change the address; the field follows.
  useEffect(() => setText(address.query), [address.query]);

  useDebounce(
    () => {
      if (text.trim() !== address.query) {
        change({ query: text.trim() }, { replace: true });
      }
    },
    TYPING_MS,
    [text],
  );

  return (
    <SearchField
      className={styles.search}
      size="medium"
      aria-label={t('fleet.search')}
      placeholder={t('fleet.search')}
      value={text}
      onChange={setText}
    />
  );
};

/** Search and filter of the fleet page; both live in its address. */
export const FleetFilters = (props: FleetAddressState) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const { address, change } = props;
  const owners = useOwners();
  const known = owners.some(({ ref }) => ref === address.owner);
  // An owner in the address counts even when the catalog does not name it.
  const choices =
    address.owner && !known
      ? [...owners, { ref: address.owner, name: address.owner }]
      : owners;

  return (
    <div className={styles.filters}>
      <Search {...props} />
      {choices.length > 0 && (
        <Select
          className={styles.owner}
          size="medium"
          aria-label={t('fleet.owner')}
          options={[
            { value: ALL, label: t('fleet.allOwners') },
            ...choices.map(({ ref, name }) => ({ value: ref, label: name })),
          ]}
          value={address.owner ?? ALL}
          onChange={owner =>
            change({ owner: owner === ALL ? undefined : String(owner) })
          }
        />
      )}
    </div>
  );
};
