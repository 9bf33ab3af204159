import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { State } from '@microapps/plugin-microapps-common';
import { useTimes } from '../time';
import { microappsTranslationRef } from '../translation';
import { STATE_LOOKS } from '../words';
import { TonePill } from './TonePill';

/** A state as icon, word and colour. */
export const StateLabel = ({
  state,
  staleSince,
}: {
  state: State;
  /** Since when there is no word; said instead of the last known state. */
  staleSince?: string;
}) => {
  const { t } = useTranslationRef(microappsTranslationRef);
  const times = useTimes();

  if (staleSince !== undefined) {
    return (
      <TonePill look={STATE_LOOKS.unknown}>
        {t('noWordSince', { time: times.clock(staleSince) })}
      </TonePill>
    );
  }
  return <TonePill look={STATE_LOOKS[state]}>{t(`state.${state}`)}</TonePill>;
};
