/** Why there is no answer, as far as it matters to a person. */
export type Problem = 'notFound' | 'notAllowed' | 'refused' | 'unreachable';

const PROBLEMS: Record<string, Problem> = {
  NotFoundError: 'notFound',
  NotAllowedError: 'notAllowed',
  AuthenticationError: 'notAllowed',
  InputError: 'refused',
};

/**
 * Sorts an error by what a person can do. A `ResponseError` of `@backstage/errors`
 * carries the server's own error as its cause; anything unknown may pass by itself.
 */
export function problemOf(error: Error): Problem {
  const { cause } = error as { cause?: { name?: string } };
  return PROBLEMS[cause?.name ?? ''] ?? PROBLEMS[error.name] ?? 'unreachable';
}
