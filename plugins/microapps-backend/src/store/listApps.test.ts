import type { ListAppsQuery } from '@microapps/plugin-microapps-common';
import type { StoredStatus } from './FleetStore';
import { listApps } from './listApps';

function status(name: string, more: Partial<StoredStatus> = {}): StoredStatus {
  return {
    name,
    title: name.toUpperCase(),
    owner: 'group:default/marketing',
    template: 'basic-webapp',
    costCenter: 'CC-1234',
    visibility: 'internal',
    paused: false,
    entityRef: `component:default/${name}`,
    state: 'live',
    headline: { sentence: 'Live.', severity: 'ok' },
    environments: [],
    pullRequests: [],
    findings: [],
    updatedAt: '2026-11-21T10:00:00.000Z',
    ...more,
  };
}

const fleet = [
  status('zebra', { title: 'An animal' }),
  status('app-10', { title: 'App 10', owner: 'group:default/People-Team' }),
  status('app-2', { title: 'App 2', state: 'notWorking' }),
];

function names(query: ListAppsQuery): string[] {
  return listApps(fleet, query).items.map(({ name }) => name);
}

describe('listApps', () => {
  it.each<[ListAppsQuery, string[]]>([
    [{}, ['zebra', 'app-2', 'app-10']],
    [{ order: '-title' }, ['app-10', 'app-2', 'zebra']],
    [{ order: 'name' }, ['app-2', 'app-10', 'zebra']],
    [{ order: 'state' }, ['app-10', 'zebra', 'app-2']],
    [{ owner: ['group:default/people-team'] }, ['app-10']],
    [{ owner: ['group:default/nobody'] }, []],
    [{ query: 'ANIMAL' }, ['zebra']],
    [{ query: ' app-1 ' }, ['app-10']],
  ])('answers %j with %j', (query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  it('gives every micro-app once over the pages, though others come and go', () => {
    const first = listApps(fleet, { order: 'name', limit: 1 });
    expect(first.items.map(({ name }) => name)).toEqual(['app-2']);
    expect(first.totalItems).toBe(3);

    const changed = [status('aaa'), ...fleet.filter(a => a.name !== 'app-2')];
    const second = listApps(changed, {
      order: 'name',
      limit: 2,
      cursor: first.nextCursor,
    });
    expect(second.items.map(({ name }) => name)).toEqual(['app-10', 'zebra']);
    expect(second.nextCursor).toBeUndefined();
  });

  it('skips none of two whose names differ by a nought only', () => {
    const alike = ['app-1', 'app-01', 'app-001'].map(name =>
      status(name, { title: 'The same' }),
    );
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = listApps(alike, { limit: 1, cursor });
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(['app-001', 'app-01', 'app-1']);
  });

  it.each(['nonsense', 'bnVsbA', ''.padEnd(10, '%')])(
    'refuses the cursor %j',
    cursor => {
      expect(() => listApps(fleet, { cursor })).toThrow(
        'The cursor does not belong to this list. Start again from the first page.',
      );
    },
  );

  it('refuses a cursor of another order', () => {
    const { nextCursor: cursor } = listApps(fleet, { order: 'name', limit: 1 });
    expect(() => listApps(fleet, { order: 'title', cursor })).toThrow(
      'does not belong to this list',
    );
  });
});
