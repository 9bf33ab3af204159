import { firstEnvironment } from './firstEnvironment';

describe('firstEnvironment', () => {
  it('is the one that is named first', () => {
    const environments = [
      { name: 'test', cluster: 'a' },
      { name: 'production', cluster: 'b' },
    ];
    expect(firstEnvironment({ environments }).name).toBe('test');
  });

  it('names the config that is missing', () => {
    expect(() => firstEnvironment({ environments: [] })).toThrow(
      'microapps.environments is missing: the environments in the order of promotion, each with its name and its cluster.',
    );
  });
});
