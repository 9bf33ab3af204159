import { plainAddress, safeAddress } from './address';

describe('address', () => {
  it.each([
    ['http://event.localhost:7013', 'http://event.localhost:7013'],
    ['https://event.apps.acme.example/', 'https://event.apps.acme.example/'],
    // eslint-disable-next-line no-script-url
    ['javascript:alert(1)', undefined],
    ['event.apps.acme.example', undefined],
    [undefined, undefined],
  ])('links %s as %s', (address, expected) => {
    expect(safeAddress(address)).toBe(expected);
  });

  it('writes an address without protocol and slash', () => {
    expect(plainAddress('https://event.apps.acme.example/')).toBe(
      'event.apps.acme.example',
    );
  });
});
