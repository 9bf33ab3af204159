import type { Source } from '@microapps/plugin-microapps-common';
import { sourcesToName } from './sourcesToName';

const staging: Source = {
  id: 'cluster:staging',
  title: 'cluster staging',
  state: 'stale',
};
const forge: Source = { id: 'forge', title: 'acme/microapps', state: 'stale' };

describe('sourcesToName', () => {
  it('leaves out what the headline speaks of already', () => {
    const headline = {
      sentence: 'No word from cluster staging since 10:42.',
      severity: 'unknown' as const,
    };
    expect(sourcesToName({ headline, sources: [staging, forge] })).toEqual([
      forge,
    ]);
  });
});
