import { reasonOf } from './reasonOf';

describe('reasonOf', () => {
  it.each([
    ['Live in staging and production.', 'Live', 'in staging and production'],
    ['Live. Staging is ahead.', 'Live', 'Staging is ahead'],
    ['Live.', 'Live', ''],
    [
      'Checking your request (3 of 5 done).',
      'Requested',
      'Checking your request (3 of 5 done)',
    ],
    [
      'Not working in production: out of memory.',
      'Not working',
      'in production: out of memory',
    ],
  ])('says of "%s" beside "%s": "%s"', (sentence, word, expected) => {
    expect(reasonOf(sentence, word)).toBe(expected);
  });
});
