import { InputError } from '@backstage/errors';
import type { ListAppsQuery } from '@microapps/plugin-microapps-common';
import { z } from 'zod';
import type { StoredStatus } from './FleetStore';

type Order = NonNullable<ListAppsQuery['order']>;
type Field = Exclude<Order, `-${string}`>;

const DEFAULT_ORDER: Order = 'title';
const DEFAULT_LIMIT = 50;

/** As a person sorts, and the same on every machine. */
const collator = new Intl.Collator('en', { numeric: true });

/** After which micro-app, in which order, a page begins. */
const cursorSchema = z.object({
  order: z.string(),
  value: z.string(),
  name: z.string(),
});
type Cursor = z.output<typeof cursorSchema>;

/** One page of a list. */
export type AppPage = {
  items: StoredStatus[];
  /** How many match, over all pages. */
  totalItems: number;
  /** Present when another page follows. */
  nextCursor?: string;
};

/**
 * Filters, orders and cuts a list. The cursor names the last micro-app of a
 * page and not its position, so that nothing is skipped or shown twice when
 * others come or go meanwhile.
 *
 * @throws InputError for a cursor that is not from the same list.
 */
export function listApps(
  statuses: StoredStatus[],
  query: ListAppsQuery,
): AppPage {
  const { order = DEFAULT_ORDER, limit = DEFAULT_LIMIT } = query;
  const compare = comparison(order);
  const matching = statuses.filter(filterOf(query)).sort(compare);
  const from = query.cursor
    ? firstAfter(parseCursor(query.cursor, order), matching, order)
    : 0;
  const items = matching.slice(from, from + limit);
  const last = items[items.length - 1];
  return {
    items,
    totalItems: matching.length,
    ...(last &&
      from + limit < matching.length && {
        nextCursor: formatCursor({
          order,
          value: last[fieldOf(order)],
          name: last.name,
        }),
      }),
  };
}

function filterOf({ owner, query }: ListAppsQuery) {
  const owners = owner?.length ? new Set(owner.map(lowerCase)) : undefined;
  const text = query ? lowerCase(query.trim()) : '';
  return (status: StoredStatus) =>
    (!owners || owners.has(lowerCase(status.owner))) &&
    (!text ||
      lowerCase(status.name).includes(text) ||
      lowerCase(status.title).includes(text));
}

function lowerCase(text: string): string {
  return text.toLocaleLowerCase('en');
}

type Sortable = { name: string } & Partial<Record<Field, string>>;

function comparison(order: Order) {
  const field = fieldOf(order);
  const sign = order.startsWith('-') ? -1 : 1;
  return (a: Sortable, b: Sortable) =>
    sign * collator.compare(a[field] ?? '', b[field] ?? '') ||
    collator.compare(a.name, b.name) ||
    // To the collator app-1 and app-01 are the same, and a page begins after one.
    Number(a.name > b.name) - Number(a.name < b.name);
}

function fieldOf(order: Order): Field {
  return order.replace(/^-/, '') as Field;
}

function firstAfter(
  { value, name }: Cursor,
  sorted: StoredStatus[],
  order: Order,
): number {
  const compare = comparison(order);
  const cursor = { [fieldOf(order)]: value, name };
  const index = sorted.findIndex(status => compare(status, cursor) > 0);
  return index === -1 ? sorted.length : index;
}

function formatCursor(cursor: Cursor): string {
  return Buffer.from(JSON.stringify(cursor)).toString('base64url');
}

function parseCursor(text: string, order: Order): Cursor {
  try {
    const cursor = cursorSchema.parse(
      JSON.parse(Buffer.from(text, 'base64url').toString('utf8')),
    );
    if (cursor.order === order) {
      return cursor;
    }
  } catch {
    // Told below, as for a cursor from another order.
  }
  throw new InputError(
    'The cursor does not belong to this list. Start again from the first page.',
  );
}
