import { Structure } from '../kinds/Structure';
import { KubernetesObject } from '../model/KubernetesObject';
import { applyObject } from './applyObject';
import { FieldSet } from './FieldSet';
import { trackUpdate } from './trackUpdate';

const structure: Structure = {
  fields: {
    spec: {
      fields: {
        items: {
          list: {
            type: 'map',
            keys: ['port', 'protocol'],
            keyDefaults: { protocol: 'TCP' },
            items: {},
          },
        },
        names: { list: { type: 'set' } },
        whole: { atomic: true },
      },
    },
  },
};
const scope = { structure, status: true };

const object = (spec: object): KubernetesObject => ({
  apiVersion: 'example/v1',
  kind: 'Thing',
  metadata: { name: 'thing' },
  spec,
});
const none: KubernetesObject = {
  apiVersion: 'example/v1',
  kind: 'Thing',
  metadata: { name: 'thing' },
};

const as = (
  name: string,
  live: KubernetesObject,
  spec: object,
  force = false,
) =>
  applyObject({
    live,
    config: object(spec),
    manager: { name, operation: 'Apply', apiVersion: 'example/v1' },
    scope,
    force,
    now: '2026-01-01T00:00:00Z',
  });
const fieldsOf = (live: KubernetesObject, manager: string) =>
  FieldSet.fromFieldsV1(
    live.metadata.managedFields?.find(entry => entry.manager === manager)
      ?.fieldsV1,
  ).paths();

describe('applyObject', () => {
  it('identifies entries by all their keys, those left out included', () => {
    const live = as('one', none, { items: [{ port: 80, note: 'a' }] });
    const both = as('two', live, {
      items: [{ port: 80, protocol: 'UDP', note: 'b' }],
    });
    expect(both.spec).toEqual({
      items: [
        { port: 80, protocol: 'UDP', note: 'b' },
        { port: 80, note: 'a' },
      ],
    });
    expect(fieldsOf(both, 'one')).toEqual([
      '.spec.items[port=80,protocol="TCP"]',
      '.spec.items[port=80,protocol="TCP"].port',
      '.spec.items[port=80,protocol="TCP"].note',
    ]);
  });

  it('removes an entry only when nobody holds any of it', () => {
    const one = as('one', none, { items: [{ port: 80, note: 'a' }] });
    const two = as('two', one, { items: [{ port: 80, color: 'red' }] });
    const left = as('one', two, {});
    expect(left.spec).toEqual({ items: [{ port: 80, color: 'red' }] });
    expect(as('two', left, {}).spec).toEqual({});
  });

  it('merges sets by value', () => {
    const one = as('one', none, { names: ['a', 'b'] });
    const two = as('two', one, { names: ['b', 'c'] });
    expect(two.spec).toEqual({ names: ['b', 'c', 'a'] });
    expect(as('one', two, { names: [] }).spec).toEqual({ names: ['b', 'c'] });
  });

  it('takes an atomic object as one value', () => {
    const one = as('one', none, { whole: { a: 1 } });
    expect(() => as('two', one, { whole: { b: 2 } })).toThrow(
      'Apply failed with 1 conflict: conflict with "one": .spec.whole',
    );
    const forced = as('two', one, { whole: { b: 2 } }, true);
    expect(forced.spec).toEqual({ whole: { b: 2 } });
    expect(fieldsOf(forced, 'one')).toEqual([]);
  });

  it('lets several managers hold a value on which they agree', () => {
    const one = as('one', none, { size: 1 });
    const two = as('two', one, { size: 1 });
    expect(fieldsOf(two, 'one')).toEqual(['.spec.size']);
    expect(as('one', two, {}).spec).toEqual({ size: 1 });
  });

  it('names every conflict', () => {
    const one = as('one', none, { size: 1, color: 'red' });
    expect(() => as('two', one, { size: 2, color: 'blue' })).toThrow(
      'Apply failed with 2 conflicts: conflicts with "one":\n- .spec.size\n- .spec.color',
    );
  });

  it('refuses an entry without its key', () => {
    expect(() => as('one', none, { items: [{ note: 'a' }] })).toThrow(
      'omits key field "port"',
    );
  });

  it('reads null as nothing said', () => {
    expect(as('one', none, { size: null, color: 'red' }).spec).toEqual({
      color: 'red',
    });
  });

  it('makes of a scalar an object, in conflict with who held the scalar', () => {
    const one = as('one', none, { value: 'plain' });
    expect(() => as('two', one, { value: { deep: 1 } })).toThrow('.spec.value');
    expect(as('two', one, { value: { deep: 1 } }, true).spec).toEqual({
      value: { deep: 1 },
    });
  });
});

describe('trackUpdate', () => {
  const update = (live: KubernetesObject, next: KubernetesObject) =>
    trackUpdate({
      live,
      next,
      manager: {
        name: 'hand',
        operation: 'Update',
        apiVersion: 'example/v1',
      },
      scope,
      now: '2026-01-02T00:00:00Z',
    });

  it('gives the writer what it changed, and takes it from the others', () => {
    const live = as('one', none, { size: 1, color: 'red' });
    const next = update(live, { ...live, spec: { size: 2, color: 'red' } });
    expect(fieldsOf(next, 'hand')).toEqual(['.spec.size']);
    expect(fieldsOf(next, 'one')).toEqual(['.spec.color']);
  });

  it('lets nobody hold what was removed', () => {
    const live = as('one', none, { size: 1, color: 'red' });
    const next = update(live, { ...live, spec: { color: 'red' } });
    expect(fieldsOf(next, 'one')).toEqual(['.spec.color']);
    expect(fieldsOf(next, 'hand')).toEqual([]);
  });
});
