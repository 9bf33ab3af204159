import type { ZodIssue } from 'zod';

/** A problem of a document: its place, and a sentence for a person. */
export type SchemaFinding = { path: (string | number)[]; message: string };

/** A title is shown in lists, and named in the request's title. */
export const SINGLE_LINE_TITLE = 'Write the title on one line.';

/** Turns what zod says of a document into places and sentences. */
export function schemaSentences(issues: ZodIssue[]): SchemaFinding[] {
  return issues.flatMap(issue => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map(key => ({
        path: [...issue.path, key],
        message: `The field "${key}" is not known here. Remove it.`,
      }));
    }
    return [{ path: issue.path, message: sentenceOf(issue) }];
  });
}

function sentenceOf(issue: ZodIssue): string {
  const name = issue.path.join('.') || 'The document';
  // The schemas' own sentences end with a full stop, zod's do not.
  if (issue.message.endsWith('.')) {
    return issue.path.join('.') === 'spec.template'
      ? 'Name the template that it is made from.'
      : issue.message;
  }
  switch (issue.code) {
    case 'invalid_literal':
      return `${name} must be ${JSON.stringify(issue.expected)}.`;
    case 'invalid_enum_value':
      return `${name} must be one of: ${issue.options.join(', ')}.`;
    case 'invalid_type':
      return issue.received === 'undefined'
        ? `${name} is missing.`
        : `${name} must be of type ${issue.expected}.`;
    default:
      return `${name}: ${issue.message}.`;
  }
}
