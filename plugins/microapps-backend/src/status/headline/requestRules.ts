import type { Check } from '@microapps/plugin-microapps-common';
import { count, withCause } from '../sentences';
import type { HeadlineRule } from './Situation';

/** The request cannot go on before something is fixed. */
export const failingCheck: HeadlineRule = ({ request, findings }) => {
  const failing = request?.checks.filter(({ state }) => state === 'failed');
  if (!request || !failing?.length) {
    return undefined;
  }
  // The findings of the open request stand first.
  const [{ summary }] = findings;
  return {
    sentence: withCause(
      `${count(failing.length, 'thing')} to fix before it can go on`,
      summary,
    ),
    severity: 'error',
    action: {
      kind: 'seeChecks',
      label: 'Fix it',
      url: failing[0].url ?? request.url,
    },
  };
};

/** Something else changed the same lines meanwhile. */
export const conflict: HeadlineRule = ({ request }) =>
  request?.mergeable === false
    ? {
        sentence:
          'Something else has changed it since you asked; your request must be brought up to date.',
        severity: 'warning',
        action: {
          kind: 'openPullRequest',
          label: `See request #${request.number}`,
          url: request.url,
        },
      }
    : undefined;

/** The request is being checked. */
export const checksRunning: HeadlineRule = ({ request }) => {
  const checks = request?.checks ?? [];
  const done = checks.filter(check => !isUnderWay(check)).length;
  return done < checks.length
    ? {
        sentence: `Checking your request (${done} of ${checks.length} done).`,
        severity: 'info',
      }
    : undefined;
};

function isUnderWay({ state }: Check): boolean {
  return state === 'waiting' || state === 'running';
}
