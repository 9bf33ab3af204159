import { formatProblem } from '@microapps/plugin-microapps-node';
import { listOf, withCause } from '../sentences';
import type { HeadlineRule } from './Situation';

/** Its files on the deployed branch cannot be read. */
export const brokenFiles: HeadlineRule = ({ knowledge: { instance } }) => {
  const problem = instance?.problems[0];
  return (
    problem && {
      sentence: withCause(
        'Its files in Git cannot be read; ask your SRE to mend them',
        formatProblem(problem),
      ),
      severity: 'error',
    }
  );
};

/** It has gone from Git, and goes from where it ran. */
export const leaving: HeadlineRule = ({
  knowledge: { instance },
  environments,
  justMerged,
}) => {
  if (instance || environments.length === 0 || justMerged?.kind === 'create') {
    return undefined;
  }
  const lived = environments
    .filter(({ pullRequest }) => pullRequest === undefined)
    .map(({ name }) => name);
  return {
    sentence:
      lived.length > 0
        ? `Being removed: no longer in Git, still running in ${listOf(lived)}.`
        : 'Its request was closed; the preview is being removed.',
    severity: 'info',
  };
};

/** All there is of it is a request that was closed. */
export const refused: HeadlineRule = ({
  knowledge: { instance },
  pullRequests: [latest],
}) =>
  !instance && latest?.state === 'closed'
    ? {
        sentence: 'The request was closed without being approved.',
        severity: 'info',
        action: {
          kind: 'openPullRequest',
          label: `See request #${latest.number}`,
          url: latest.url,
        },
      }
    : undefined;
