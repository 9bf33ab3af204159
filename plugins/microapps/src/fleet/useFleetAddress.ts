import { useMemo } from 'react';
import { useLocation, useSearchParams } from 'react-router-dom';
import {
  type FleetAddress,
  readFleetAddress,
  writeFleetAddress,
} from './fleetAddress';

/** The cursors of the pages before this one; kept with the history's entry. */
type Trail = { cursors?: (string | undefined)[] };

/** What the page shows, held in its address, and the ways to change it. */
export type FleetAddressState = {
  address: FleetAddress;
  /** Shows something else, from its first page on. */
  change: (
    what: Partial<Pick<FleetAddress, 'query' | 'owner' | 'order'>>,
    /** Leaves no entry in the history, as for each letter of a search. */
    options?: { replace?: boolean },
  ) => void;
  next: (cursor: string) => void;
  previous: () => void;
  /** Whether the page before can be found; on a shared link only the first can. */
  knowsPrevious: boolean;
};

/** Keeps the fleet page's search, filter, order and page in its address. */
export function useFleetAddress(): FleetAddressState {
  const [params, setParams] = useSearchParams();
  const { cursors = [] } = (useLocation().state ?? {}) as Trail;
  const text = params.toString();
  const address = useMemo(
    () => readFleetAddress(new URLSearchParams(text)),
    [text],
  );

  const goTo = (
    to: FleetAddress,
    options: { replace?: boolean; state?: Trail } = {},
  ) => setParams(writeFleetAddress(to), options);

  return {
    address,
    change: (what, options) =>
      goTo({ ...address, page: 1, cursor: undefined, ...what }, options),
    next: cursor =>
      goTo(
        { ...address, page: address.page + 1, cursor },
        { state: { cursors: [...cursors, address.cursor] } },
      ),
    previous: () =>
      goTo(
        {
          ...address,
          page: cursors.length === 0 ? 1 : address.page - 1,
          cursor: cursors[cursors.length - 1],
        },
        { state: { cursors: cursors.slice(0, -1) } },
      ),
    knowsPrevious: cursors.length === address.page - 1,
  };
}
