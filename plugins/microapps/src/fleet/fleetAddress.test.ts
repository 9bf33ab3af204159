import {
  type FleetAddress,
  fleetQueryOf,
  readFleetAddress,
  writeFleetAddress,
} from './fleetAddress';

const read = (address: string) =>
  readFleetAddress(new URLSearchParams(address));
const first: FleetAddress = {
  query: '',
  owner: undefined,
  order: 'title',
  page: 1,
  cursor: undefined,
};

describe('fleetAddress', () => {
  it.each<[string, Partial<FleetAddress>]>([
    ['', {}],
    ['query=press', { query: 'press' }],
    ['owner=group:default/sre', { owner: 'group:default/sre' }],
    ['order=-updatedAt', { order: '-updatedAt' }],
    ['page=3&cursor=abc', { page: 3, cursor: 'abc' }],
    ['order=cost', {}],
    ['page=3', {}],
    ['page=many&cursor=abc', {}],
    ['cursor=abc', {}],
  ])('reads ?%s', (address, expected) => {
    expect(read(address)).toEqual({ ...first, ...expected });
  });

  it.each([
    '',
    'query=press',
    'query=press+kit&owner=group%3Adefault%2Fsre&order=-state&page=2&cursor=a%2Bb',
  ])('writes ?%s as it was read', address => {
    expect(writeFleetAddress(read(address)).toString()).toBe(address);
  });

  it('asks for a page of what the address says', () => {
    expect(
      fleetQueryOf(
        read('query=press&owner=group:default/sre&page=2&cursor=c'),
        50,
      ),
    ).toEqual({
      query: 'press',
      owner: ['group:default/sre'],
      order: 'title',
      limit: 50,
      cursor: 'c',
    });
  });
});
