import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { problemOf } from './problemOf';

const responseError = (name: string) =>
  Object.assign(new Error('Request failed'), {
    name: 'ResponseError',
    cause: Object.assign(new Error('why'), { name }),
  });

describe('problemOf', () => {
  it.each([
    [new NotFoundError('gone'), 'notFound'],
    [new NotAllowedError('no'), 'notAllowed'],
    [new InputError('bad'), 'refused'],
    [responseError('NotFoundError'), 'notFound'],
    [responseError('ServiceUnavailableError'), 'unreachable'],
    [new TypeError('Failed to fetch'), 'unreachable'],
  ])('sorts %s as %s', (error, expected) => {
    expect(problemOf(error)).toBe(expected);
  });
});
