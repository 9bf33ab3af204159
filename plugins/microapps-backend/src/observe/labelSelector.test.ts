import { matchesSelector } from './labelSelector';

const labels = { app: 'press', tier: 'web', 'example.com/x': '' };

describe('matchesSelector', () => {
  it.each<[string | undefined, boolean]>([
    [undefined, true],
    ['', true],
    ['app', true],
    ['!app', false],
    ['other', false],
    ['!other', true],
    ['example.com/x', true],
    ['app=press', true],
    ['app==press', true],
    ['app = press', true],
    ['app=lunch', false],
    ['app!=lunch', true],
    ['other!=lunch', true],
    ['app!=press', false],
    ['app in (lunch,press)', true],
    ['app in (lunch, press),tier=web', true],
    ['app in (lunch)', false],
    ['app notin (lunch)', true],
    ['other notin (lunch)', true],
    ['app notin (press),tier', false],
  ])('%j → %s', (selector, expected) => {
    expect(matchesSelector(selector, labels)).toBe(expected);
  });

  it('refuses what is no selector', () => {
    expect(() => matchesSelector('app > 3', labels)).toThrow(
      '"app > 3" is not a label selector.',
    );
  });
});
