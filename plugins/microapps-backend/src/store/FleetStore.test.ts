import { mockServices } from '@backstage/backend-test-utils';
import type { Fact } from '@microapps/plugin-microapps-node';
import { deployment, instance, pullRequest } from '../testUtils/knowledge';
import { microApp } from '../testUtils/microApp';
import { FleetStore } from './FleetStore';
import { SourceBoard } from './SourceBoard';

const STAGING = { cluster: 'staging', kind: 'applications' };

function fact(app: string, more: Partial<Fact> = {}): Fact {
  return { ...deployment('staging').fact, app, ...more } as Fact;
}

describe('FleetStore', () => {
  let now: number;
  let sources: SourceBoard;
  let store: FleetStore;
  let changes: string[][];
  const logger = mockServices.logger.mock();

  beforeEach(() => {
    now = Date.parse('2026-11-21T10:00:00Z');
    sources = new SourceBoard();
    for (const id of ['cluster:staging', 'git', 'forge']) {
      sources.add(id, id);
      sources.set(id, { state: 'fresh', lastWordAt: now });
    }
    store = FleetStore.create({
      environments: [{ name: 'staging', cluster: 'staging' }],
      sources,
      gitSource: 'git',
      forgeSource: 'forge',
      logger,
      now: () => now,
    });
    changes = [];
    store.onChange(changed => changes.push(changed));
  });

  function names(): string[] {
    return store.statuses().map(({ name }) => name);
  }

  it('holds after a new list exactly what is in it', () => {
    store.replaceFacts(
      STAGING,
      new Map([
        ['a', [fact('app-a')]],
        ['b', [fact('app-b')]],
      ]),
    );
    expect(names()).toEqual(['app-a', 'app-b']);
    store.replaceFacts(STAGING, new Map([['b', [fact('app-b')]]]));
    expect(names()).toEqual(['app-b']);
    store.putFacts(STAGING, 'b', []);
    expect(names()).toEqual([]);
  });

  it('does not mix up kinds and clusters', () => {
    store.putFacts(STAGING, 'a', [fact('app-a')]);
    store.replaceFacts({ ...STAGING, kind: 'ingresses' }, new Map());
    expect(names()).toEqual(['app-a']);
  });

  it('lets a fact go from one micro-app when its object becomes another’s', () => {
    store.putFacts(STAGING, 'a', [fact('app-a')]);
    store.putFacts(STAGING, 'a', [fact('app-b')]);
    expect(names()).toEqual(['app-b']);
  });

  it('tells of a change once, and not of what changes nothing', async () => {
    store.putFacts(STAGING, 'a', [fact('app-a')]);
    store.putFacts(STAGING, 'b', [fact('app-b')]);
    await new Promise(setImmediate);
    expect(changes).toEqual([['app-a', 'app-b']]);

    const before = store.get('app-a')?.updatedAt;
    now += 1000;
    store.putFacts(STAGING, 'a', [fact('app-a')]);
    store.replaceInstances(new Map());
    await new Promise(setImmediate);
    expect(changes).toHaveLength(1);
    expect(store.get('app-a')?.updatedAt).toBe(before);

    store.putFacts(STAGING, 'a', [fact('app-a', { health: 'Degraded' })]);
    await new Promise(setImmediate);
    expect(changes).toEqual([['app-a', 'app-b'], ['app-a']]);
    expect(store.get('app-a')?.updatedAt).not.toBe(before);
  });

  it('never serves what is older than what it was told', () => {
    store.putFacts(STAGING, 'a', [fact('app-a')]);
    expect(store.get('app-a')?.environments[0].health).toBe('Healthy');
  });

  it('tells of all that rest on a source when it falls silent, and when it speaks again', async () => {
    store.putFacts(STAGING, 'a', [fact('app-a')]);
    await new Promise(setImmediate);
    const { lastWordAt } = sources.get('cluster:staging');
    sources.set('cluster:staging', { state: 'stale', message: 'cut' });
    await new Promise(setImmediate);
    expect(changes.at(-1)).toEqual(['app-a']);
    expect(store.get('app-a')).toMatchObject({
      state: 'unknown',
      environments: [{ staleSince: new Date(lastWordAt!).toISOString() }],
      sources: [
        { id: 'cluster:staging', state: 'stale', message: 'cut' },
        {},
        {},
      ],
    });

    sources.set('cluster:staging', { state: 'fresh', lastWordAt: now });
    await new Promise(setImmediate);
    expect(changes).toHaveLength(3);
    expect(store.get('app-a')?.environments[0].staleSince).toBeUndefined();
  });

  it('remembers whose it was while what was removed from Git still runs', () => {
    store.replaceInstances(new Map([['app-a', named('app-a')]]));
    store.putFacts(STAGING, 'a', [fact('app-a')]);
    expect(store.get('app-a')?.owner).toBe('group:default/marketing');
    store.replaceInstances(new Map());
    expect(store.get('app-a')).toMatchObject({
      owner: 'group:default/marketing',
      headline: {
        sentence: 'Being removed: no longer in Git, still running in staging.',
      },
    });
    store.putFacts(STAGING, 'a', []);
    expect(store.get('app-a')).toBeUndefined();
    store.putFacts(STAGING, 'a', [fact('app-a')]);
    expect(store.get('app-a')?.owner).toBe('group:default/unknown');
  });

  it('does not let a request say whose it is whose file in Git is broken', () => {
    store.replaceInstances(new Map([['app-a', named('app-a')]]));
    expect(store.get('app-a')?.owner).toBe('group:default/marketing');
    const mine = microApp('app-a', { owner: 'group:default/mine' });
    store.replacePullRequests([pullRequest({ app: 'app-a' }, { app: mine })]);
    store.replaceInstances(
      new Map([['app-a', instance({ app: undefined, problems: [] })]]),
    );
    expect(store.get('app-a')?.owner).toBe('group:default/marketing');
  });

  it('serves the others when the status of one cannot be derived', async () => {
    store.putFacts({ ...STAGING, cluster: 'nowhere' }, 'a', [fact('app-a')]);
    store.putFacts(STAGING, 'b', [fact('app-b')]);
    await new Promise(setImmediate);
    expect(changes).toEqual([['app-b']]);
    expect(names()).toEqual(['app-b']);
    expect(logger.error).toHaveBeenCalledWith(
      expect.stringContaining('Could not derive'),
      expect.objectContaining({ app: 'app-a' }),
    );

    store.putFacts({ ...STAGING, cluster: 'nowhere' }, 'a', []);
    store.putFacts(STAGING, 'a', [fact('app-a')]);
    expect(names().sort()).toEqual(['app-a', 'app-b']);
  });

  it('loses patience with what is in Git and does not start', () => {
    const sentence = () => store.get('app-a')?.headline.sentence;
    store.replaceInstances(new Map([['app-a', named('app-a')]]));
    expect(sentence()).toBe('Approved. Starting in staging.');
    now += 11 * 60_000;
    store.replaceInstances(
      new Map([
        ['app-a', named('app-a')],
        ['app-b', named('app-b')],
      ]),
    );
    store.tick();
    expect(sentence()).toBe(
      'It was approved, but has not started in staging yet; ask your SRE.',
    );
  });

  it('forgets a closed request when its time has come', async () => {
    const closed = pullRequest(
      {
        app: 'app-a',
        state: 'closed',
        updatedAt: new Date(now).toISOString(),
      },
      { kind: 'create' },
    );
    store.replacePullRequests([closed]);
    expect(names()).toEqual(['app-a']);

    now += 9 * 60_000;
    store.tick();
    expect(names()).toEqual(['app-a']);
    now += 2 * 60_000;
    store.tick();
    expect(names()).toEqual([]);
    expect(changes.at(-1)).toEqual(['app-a']);
  });

  it('does not know what is in Git before Git has spoken', () => {
    expect(store.hasInstance('app-a')).toBeUndefined();
    store.replaceInstances(new Map([['app-a', named('app-a')]]));
    expect(store.hasInstance('app-a')).toBe(true);
    expect(store.hasInstance('app-b')).toBe(false);
  });

  it('equals a store that was told only the end, after any order of changes', () => {
    const apps = ['app-a', 'app-b', 'app-c'];
    let seed = 42;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed % below;
    };
    const model = new Map<string, Fact[]>();
    for (let step = 0; step < 500; step++) {
      const key = `object-${random(6)}`;
      const facts = [...Array(random(3))].map(() =>
        fact(apps[random(3)], { environment: ['staging', 'x'][random(2)] }),
      );
      if (random(10) === 0) {
        model.clear();
        model.set(key, facts);
        store.replaceFacts(STAGING, new Map(model));
      } else {
        model.set(key, facts);
        store.putFacts(STAGING, key, facts);
      }
      if (random(5) === 0) {
        store.statuses();
      }
    }
    const fresh = FleetStore.create({
      environments: [{ name: 'staging', cluster: 'staging' }],
      sources,
      gitSource: 'git',
      forgeSource: 'forge',
      logger,
      now: () => now,
    });
    fresh.replaceFacts(STAGING, model);
    const sorted = (fleet: FleetStore) =>
      fleet.statuses().sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(sorted(store)).toEqual(sorted(fresh));
  });

  function named(name: string) {
    return instance({ app: microApp(name) });
  }
});
