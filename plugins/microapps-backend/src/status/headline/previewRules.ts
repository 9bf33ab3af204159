import { parseEntityRef } from '@backstage/catalog-model';
import type {
  NextAction,
  PullRequestStatus,
  State,
} from '@microapps/plugin-microapps-common';
import { withCause } from '../sentences';
import { plainCause } from './plainCause';
import type { HeadlineRule } from './Situation';

/**
 * A preview that has not shown itself for so long after its request is not
 * waited for: perhaps none is made here. Milliseconds.
 */
const PREVIEW_PATIENCE = 10 * 60 * 1000;

/** A preview that starts for so long after the last change has a reason. Milliseconds. */
const STARTING_PATIENCE = 5 * 60 * 1000;

/** The preview was made, but does not run. */
export const previewNotWorking: HeadlineRule = ({ request, environments }) => {
  if (request?.preview?.state !== 'notWorking') {
    return undefined;
  }
  const environment = environments.find(
    ({ pullRequest }) => pullRequest === request.number,
  );
  return {
    sentence: withCause(
      'Your preview is not working',
      plainCause(environment?.message),
    ),
    severity: 'error',
    action: seeRequest(request),
  };
};

/** The preview is on its way. */
export const previewStarting: HeadlineRule = ({
  request,
  knowledge: { now },
  until,
}) => {
  const state = request?.preview?.state;
  if (!request || request.kind === 'remove' || !isComing(state)) {
    return undefined;
  }
  if (state === 'notThereYet') {
    const patientUntil = Date.parse(request.createdAt) + PREVIEW_PATIENCE;
    if (now >= patientUntil) {
      return undefined;
    }
    until(patientUntil);
  }
  if (state === 'starting') {
    const patientUntil = Date.parse(request.updatedAt) + STARTING_PATIENCE;
    if (now >= patientUntil) {
      return {
        sentence:
          'Your preview has not started in five minutes; check the image, or ask your SRE.',
        severity: 'warning',
        action: seeRequest(request),
      };
    }
    until(patientUntil);
  }
  return {
    sentence: 'Your preview is starting; usually under a minute.',
    severity: 'info',
  };
};

/** All that is needed now is a person's approval. */
export const previewReady: HeadlineRule = ({ request, owner }) => {
  if (!request) {
    return undefined;
  }
  const waiting = `Waiting for a reviewer of ${teamOf(owner)}.`;
  if (request.kind === 'remove') {
    return {
      sentence: `Asked to be removed. ${waiting}`,
      severity: 'info',
      action: seeRequest(request),
    };
  }
  const { state, url } = request.preview ?? {};
  if (state !== 'live') {
    return { sentence: waiting, severity: 'info', action: seeRequest(request) };
  }
  return {
    sentence: `Your preview is ready. ${waiting}`,
    severity: 'info',
    action: url
      ? { kind: 'openPreview', label: 'Open preview', url }
      : seeRequest(request),
  };
};

function isComing(state: State | undefined): boolean {
  return (
    state === 'notThereYet' || state === 'starting' || state === 'updating'
  );
}

function seeRequest({ number, url }: PullRequestStatus): NextAction {
  return { kind: 'openPullRequest', label: `See request #${number}`, url };
}

function teamOf(owner: string): string {
  return parseEntityRef(owner).name;
}
