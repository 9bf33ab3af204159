import { duration } from './duration';

describe('duration', () => {
  it.each([
    ['30s', 30_000],
    ['1h30m', 5_400_000],
    ['500ms', 500],
    ['1.5m', 90_000],
    ['soon', 7],
    [undefined, 7],
  ])('%s is %d ms', (text, expected) => {
    expect(duration(text, 7)).toBe(expected);
  });
});
