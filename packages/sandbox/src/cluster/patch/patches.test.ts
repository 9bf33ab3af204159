import { Structure } from '../kinds/Structure';
import { jsonPatch } from './jsonPatch';
import { mergePatch } from './mergePatch';
import { strategicMergePatch } from './strategicMergePatch';

describe('jsonPatch', () => {
  it.each([
    ['adds a field', {}, [{ op: 'add', path: '/a', value: 1 }], { a: 1 }],
    [
      'appends to a list',
      { l: [1] },
      [{ op: 'add', path: '/l/-', value: 2 }],
      { l: [1, 2] },
    ],
    [
      'inserts into a list',
      { l: [1, 3] },
      [{ op: 'add', path: '/l/1', value: 2 }],
      { l: [1, 2, 3] },
    ],
    [
      'replaces in place',
      { l: [1, 2] },
      [{ op: 'replace', path: '/l/0', value: 9 }],
      { l: [9, 2] },
    ],
    [
      'reads escapes in a pointer',
      { 'a/b~c': 1 },
      [{ op: 'remove', path: '/a~1b~0c' }],
      {},
    ],
    [
      'moves and copies',
      { a: { x: 1 } },
      [
        { op: 'copy', from: '/a', path: '/b' },
        { op: 'move', from: '/a/x', path: '/y' },
      ],
      { a: {}, b: { x: 1 }, y: 1 },
    ],
  ])('%s', (_title, document, patch, expected) => {
    const before = structuredClone(document);
    expect(jsonPatch(document, patch)).toEqual(expected);
    expect(document).toEqual(before);
  });

  it.each([
    ['a field that is not there', [{ op: 'remove', path: '/absent' }], 422],
    ['a failing test', [{ op: 'test', path: '/a', value: 2 }], 422],
    ['an index beyond the list', [{ op: 'add', path: '/l/5', value: 1 }], 422],
    ['an unknown operation', [{ op: 'destroy', path: '/a' }], 400],
    ['no list', { a: 1 }, 400],
  ])('refuses %s', (_title, patch, code) => {
    expect(() => jsonPatch({ a: 1, l: [] }, patch)).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('mergePatch', () => {
  it('merges objects, removes by null and replaces lists', () => {
    expect(
      mergePatch(
        { a: { x: 1, y: 2 }, l: [1, 2], s: 'old' },
        { a: { y: null, z: 3 }, l: [3], s: { new: true } },
      ),
    ).toEqual({ a: { x: 1, z: 3 }, l: [3], s: { new: true } });
  });
});

describe('strategicMergePatch', () => {
  const structure: Structure = {
    fields: {
      env: { list: { type: 'map', keys: ['name'], items: {} } },
      finalizers: { list: { type: 'set' } },
    },
  };
  const document = {
    env: [
      { name: 'A', value: '1' },
      { name: 'B', value: '2' },
    ],
    args: ['x', 'y'],
    finalizers: ['f'],
  };
  const patched = (patch: unknown) =>
    strategicMergePatch(document, patch, structure);

  it.each([
    [
      'merges an entry by its key',
      {
        env: [
          { name: 'B', value: '9' },
          { name: 'C', value: '3' },
        ],
      },
      {
        env: [
          { name: 'A', value: '1' },
          { name: 'B', value: '9' },
          { name: 'C', value: '3' },
        ],
      },
    ],
    [
      'deletes an entry',
      { env: [{ $patch: 'delete', name: 'A' }] },
      { env: [{ name: 'B', value: '2' }] },
    ],
    [
      'replaces a keyed list when told to',
      { env: [{ $patch: 'replace' }, { name: 'Z', value: '0' }] },
      { env: [{ name: 'Z', value: '0' }] },
    ],
    ['replaces a list without key', { args: ['z'] }, { args: ['z'] }],
    [
      'adds to a set once',
      { finalizers: ['f', 'g'] },
      { finalizers: ['f', 'g'] },
    ],
    [
      'takes values out of a set',
      { '$deleteFromPrimitiveList/finalizers': ['f'] },
      { finalizers: [] },
    ],
    [
      'reads over the order of elements',
      { '$setElementOrder/env': [{ name: 'B' }] },
      {},
    ],
  ])('%s', (_title, patch, expected) => {
    expect(patched(patch)).toEqual({ ...document, ...expected });
  });

  it('keeps only the keys that are to be retained', () => {
    expect(patched({ $retainKeys: ['args'], args: ['z'] })).toEqual({
      args: ['z'],
    });
  });
});
