import { InputError } from '@backstage/errors';
import { sentenceOnly } from './sentenceOnly';

describe('sentenceOnly', () => {
  it('leaves of an error for a person only its sentence', () => {
    const error = sentenceOnly(new InputError('Choose another name.'));
    expect(error).toBeInstanceOf(InputError);
    expect((error as Error).stack).toBe('Choose another name.');
  });

  it.each([
    ['a fault of ours', new TypeError('x is not a function')],
    ['something else', 'thrown text'],
  ])('leaves %s as it is', (_, error) => {
    const stack = (error as Error).stack;
    expect(sentenceOnly(error)).toBe(error);
    expect((error as Error).stack).toBe(stack);
  });
});
