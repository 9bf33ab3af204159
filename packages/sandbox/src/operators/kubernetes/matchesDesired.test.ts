import { matchesDesired } from './matchesDesired';

describe('matchesDesired', () => {
  it.each([
    [{ a: 1 }, { a: 1, added: true }, true],
    [{ a: { b: 'x' } }, { a: { b: 'y' } }, false],
    [{ a: 1 }, {}, false],
    [{ a: [1, 2] }, { a: [1, 2] }, true],
    [{ a: [{ n: 1 }] }, { a: [{ n: 1, defaulted: true }] }, true],
    [{ a: [1] }, { a: [1, 2] }, false],
    [{ cpu: '1000m' }, { cpu: '1' }, true],
    [{ memory: '1Gi' }, { memory: '1024Mi' }, true],
    [{ memory: '1Gi' }, { memory: '1G' }, false],
    [{ podSelector: {} }, {}, true],
    [{ a: null }, {}, true],
    [{ text: 'one' }, { text: 'two' }, false],
    [undefined, undefined, true],
  ])('%j in %j: %s', (desired, live, expected) => {
    expect(matchesDesired(desired, live)).toBe(expected);
  });
});
