import { KubernetesObject } from '../model/KubernetesObject';
import { Collection } from './Collection';
import { ObjectStore } from './ObjectStore';

const object = (name: string, value = ''): KubernetesObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'n' },
  value,
});

const names = (objects: KubernetesObject[] | undefined) =>
  objects?.map(({ metadata, value }) => `${metadata.name}${value}`);

function storeWith(historySize: number): {
  store: ObjectStore;
  collection: Collection;
} {
  const store = new ObjectStore({ historySize });
  return { store, collection: store.collection('configmaps') };
}

describe('Collection', () => {
  it('lists its objects as they were at an earlier version', () => {
    const { store, collection } = storeWith(10);
    store.put('configmaps', object('b', '1'));
    store.put('configmaps', object('c', '1'));
    const then = store.resourceVersion;
    store.put('configmaps', object('a', '1'));
    store.put('configmaps', object('b', '2'));
    store.put('configmaps', object('b', '3'));
    store.remove('configmaps', object('c').metadata);

    expect(names(collection.listAt(then))).toEqual(['b1', 'c1']);
    expect(names(collection.list())).toEqual(['a1', 'b3']);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'with a window of three knows after %i events just what it can tell in full',
    count => {
      const { store, collection } = storeWith(3);
      const start = store.resourceVersion;
      for (let number = 1; number <= count; number++) {
        store.put('configmaps', object(`o${number}`));
      }
      for (let version = start; version <= start + count; version++) {
        const missed = start + count - version;
        const events = collection.eventsSince(version);
        expect(events?.length).toBe(missed <= 3 ? missed : undefined);
      }
    },
  );

  it('tells listeners a change that a listener makes after the one that caused it', () => {
    const { store } = storeWith(10);
    const heard: string[] = [];
    store.subscribe(event => {
      if (event.object.metadata.name === 'cause') {
        store.put('configmaps', object('effect'));
      }
    });
    store.subscribe(event => heard.push(event.object.metadata.name));
    store.put('configmaps', object('cause'));
    expect(heard).toEqual(['cause', 'effect']);
  });
});
