import { parseQuantity, printQuantity } from './quantity';

describe('quantities', () => {
  it.each([
    ['1.5Gi', 1.5 * 2 ** 30],
    ['250m', 0.25],
    ['1e3', 1000],
    ['2', 2],
    ['.5', 0.5],
    ['10k', 10_000],
    [2, 2],
    ['1E', 1e18],
    ['many', 0],
    ['1 Gi', 0],
  ])('%p is %p', (text, value) => {
    expect(parseQuantity(text)).toBeCloseTo(value, 6);
  });

  it.each([
    [0, '0'],
    [0.25, '250m'],
    [3, '3'],
    [192 * 2 ** 20, '192Mi'],
    [2 ** 31, '2Gi'],
  ])('%p is written %p', (value, text) => {
    expect(printQuantity(value)).toBe(text);
  });
});
