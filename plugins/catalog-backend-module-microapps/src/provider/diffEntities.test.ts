import type { Entity } from '@backstage/catalog-model';
import { diffEntities } from './diffEntities';

function component(name: string, title: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, title },
  };
}

describe('diffEntities', () => {
  const before = [component('a', 'A'), component('b', 'B')];

  it.each([
    ['nothing changed', [component('b', 'B'), component('a', 'A')], [], []],
    ['one is new', [...before, component('c', 'C')], ['c'], []],
    [
      'one is different',
      [component('a', 'A2'), component('b', 'B')],
      ['a'],
      [],
    ],
    ['one is gone', [component('b', 'B')], [], ['a']],
    ['all are gone', [], [], ['a', 'b']],
  ])('says when %s', (_, next, added, removed) => {
    const changes = diffEntities(before, next);
    expect(changes.added.map(({ metadata }) => metadata.name)).toEqual(added);
    expect(changes.removed.map(({ metadata }) => metadata.name)).toEqual(
      removed,
    );
  });
});
