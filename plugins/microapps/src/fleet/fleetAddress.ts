import type { ListAppsQuery } from '@microapps/plugin-microapps-common';

/** The columns that the list can be ordered by. */
export const ORDER_COLUMNS = ['title', 'owner', 'state', 'updatedAt'] as const;

/** An order of the list; a minus in front turns it round. */
export type FleetOrder = NonNullable<ListAppsQuery['order']>;

/** What the fleet page shows, as its address says it. */
export type FleetAddress = {
  query: string;
  owner?: string;
  order: FleetOrder;
  /** Counted from 1. */
  page: number;
  /** Where the page begins; absent on the first. */
  cursor?: string;
};

const DEFAULT_ORDER: FleetOrder = 'title';

/** Reads the page's address; what it does not understand counts as absent. */
export function readFleetAddress(params: URLSearchParams): FleetAddress {
  const order = params.get('order') ?? '';
  const column = order.replace(/^-/, '');
  const cursor = params.get('cursor') || undefined;
  const page = Number(params.get('page'));

  return {
    query: params.get('query') ?? '',
    owner: params.get('owner') || undefined,
    order: ORDER_COLUMNS.some(candidate => candidate === column)
      ? (order as FleetOrder)
      : DEFAULT_ORDER,
    // A page is found by its cursor; without one it is the first, whatever its number.
    page: cursor && Number.isInteger(page) && page > 1 ? page : 1,
    cursor: page > 1 ? cursor : undefined,
  };
}

/** Writes the page's address, without what is as usual. */
export function writeFleetAddress(address: FleetAddress): URLSearchParams {
  const { query, owner, order, page, cursor } = address;
  return new URLSearchParams({
    ...(query && { query }),
    ...(owner && { owner }),
    ...(order !== DEFAULT_ORDER && { order }),
    ...(cursor && page > 1 && { page: String(page), cursor }),
  });
}

/** The question that an address asks. */
export function fleetQueryOf(
  address: FleetAddress,
  pageSize: number,
): ListAppsQuery {
  const { query, owner, order, cursor } = address;
  return {
    ...(query && { query }),
    ...(owner && { owner: [owner] }),
    order,
    limit: pageSize,
    ...(cursor && { cursor }),
  };
}
