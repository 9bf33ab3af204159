import { isError } from '@backstage/errors';

/** Errors whose message is a sentence for the person who sent the form. */
const FOR_A_PERSON = [
  'ConflictError',
  'InputError',
  'NotAllowedError',
  'NotFoundError',
  'ServiceUnavailableError',
];

/**
 * The scaffolder shows an error's stack in the task's log. Where the message
 * says what to do, the person reads that and no lines of code below it.
 */
export function sentenceOnly(error: unknown): unknown {
  if (isError(error) && FOR_A_PERSON.includes(error.name)) {
    error.stack = error.message;
  }
  return error;
}
