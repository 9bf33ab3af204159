import { objectSelector, parseLabelSelector } from './labelSelector';

const labels = { app: 'web', tier: 'front', 'example.org/size': '3' };

describe('parseLabelSelector', () => {
  it.each([
    ['', true],
    ['app=web', true],
    ['app==web,tier!=back', true],
    ['app=other', false],
    ['absent!=x', true],
    ['app in (web, api)', true],
    ['app in (api)', false],
    ['app notin (api),tier in (front,back)', true],
    ['absent notin (x)', true],
    ['example.org/size', true],
    ['!example.org/size', false],
    ['example.org/size>2', true],
    ['example.org/size<2', false],
    ['app=', false],
  ])('%p', (selector, expected) => {
    expect(parseLabelSelector(selector)(labels)).toBe(expected);
  });

  it.each(['a in b', 'a b', '-a=b', '=x', 'a in (x'])('refuses %p', text => {
    expect(() => parseLabelSelector(text)).toThrow('unable to parse');
  });
});

describe('objectSelector', () => {
  it('needs all labels and all expressions', () => {
    const matches = objectSelector({
      matchLabels: { app: 'web' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['front'] },
        { key: 'gone', operator: 'DoesNotExist' },
      ],
    });
    expect(matches(labels)).toBe(true);
    expect(matches({ ...labels, gone: 'yes' })).toBe(false);
  });
});
