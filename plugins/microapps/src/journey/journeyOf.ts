import type {
  Check,
  EnvironmentStatus,
  MicroAppStatus,
  PullRequestStatus,
} from '@microapps/plugin-microapps-common';
import { type Lane, lanesOf } from './lanesOf';

/** Where a step of the way is. */
export type StepState = 'done' | 'current' | 'waiting' | 'failed';

/** The few words below a step. */
export type StepNote =
  | { kind: 'by'; author: string; at: string }
  | { kind: 'at'; at: string }
  | { kind: 'checksStarting' }
  | { kind: 'checksRunning'; done: number; total: number }
  | { kind: 'checksPassed'; count: number }
  | { kind: 'checksFailed'; count: number }
  | { kind: 'previewReady' }
  | { kind: 'waitsForReview' }
  | { kind: 'closed' }
  | { kind: 'liveSince'; at: string }
  | { kind: 'waitsForPromotion' }
  | { kind: 'state'; state: EnvironmentStatus['state'] };

/** One step of the way from a request to production. */
export type JourneyStep = {
  /** requested, checks, preview, approved, or an environment's name. */
  id: string;
  state: StepState;
  note?: StepNote;
};

/**
 * The way of a micro-app's newest request: Requested → Checks → Preview → Approved →
 * each environment. Without a known request (an app that lived before the portal came)
 * the steps before the environments count as done.
 */
export function journeyOf(status: MicroAppStatus): JourneyStep[] {
  // Removing has a way of its own; it is told by the headline and the request.
  const requests = status.pullRequests.filter(({ kind }) => kind !== 'remove');
  const request =
    requests.find(({ state }) => state === 'open') ??
    requests.find(({ state }) => state === 'merged') ??
    requests[0];
  const lanes = lanesOf(status);
  const closed =
    request?.state === 'closed' &&
    lanes.every(({ environment }) => environment === undefined);

  if (request && (request.state === 'open' || closed)) {
    return [
      ...stepsOfOpenRequest(request),
      ...lanes.map(({ name }): JourneyStep => ({ id: name, state: 'waiting' })),
    ];
  }
  return [
    ...stepsOfPastRequest(request?.state === 'merged' ? request : undefined),
    ...stepsOfLanes(lanes),
  ];
}

/** The steps before the environments, for a request that is not approved. */
function stepsOfOpenRequest(request: PullRequestStatus): JourneyStep[] {
  const requested: JourneyStep = {
    id: 'requested',
    state: 'done',
    note: { kind: 'by', author: request.author, at: request.createdAt },
  };
  if (request.state === 'closed') {
    return [
      requested,
      { id: 'checks', state: 'waiting' },
      { id: 'preview', state: 'waiting' },
      { id: 'approved', state: 'failed', note: { kind: 'closed' } },
    ];
  }
  const checks = checksStep(request.checks);
  const preview = previewStep(request, checks.state === 'done');
  const ready = checks.state === 'done' && preview.state === 'done';
  return [
    requested,
    checks,
    preview,
    ready
      ? { id: 'approved', state: 'current', note: { kind: 'waitsForReview' } }
      : { id: 'approved', state: 'waiting' },
  ];
}

/** The steps before the environments, once they lie behind. */
function stepsOfPastRequest(request?: PullRequestStatus): JourneyStep[] {
  const passed = request?.checks.filter(({ state }) => state === 'passed');
  return [
    {
      id: 'requested',
      state: 'done',
      note: request && {
        kind: 'by',
        author: request.author,
        at: request.createdAt,
      },
    },
    {
      id: 'checks',
      state: 'done',
      note: passed?.length
        ? { kind: 'checksPassed', count: passed.length }
        : undefined,
    },
    { id: 'preview', state: 'done' },
    {
      id: 'approved',
      state: 'done',
      note: request?.mergedAt
        ? { kind: 'at', at: request.mergedAt }
        : undefined,
    },
  ];
}

function checksStep(checks: Check[]): JourneyStep {
  const count = (...states: Check['state'][]) =>
    checks.filter(({ state }) => states.includes(state)).length;
  const done = count('passed', 'skipped');

  if (checks.length === 0) {
    return { id: 'checks', state: 'current', note: { kind: 'checksStarting' } };
  }
  if (count('failed') > 0) {
    return {
      id: 'checks',
      state: 'failed',
      note: { kind: 'checksFailed', count: count('failed') },
    };
  }
  if (done < checks.length) {
    return {
      id: 'checks',
      state: 'current',
      note: { kind: 'checksRunning', done, total: checks.length },
    };
  }
  return {
    id: 'checks',
    state: 'done',
    note: { kind: 'checksPassed', count: done },
  };
}

function previewStep(
  { preview }: PullRequestStatus,
  checked: boolean,
): JourneyStep {
  switch (preview?.state) {
    case 'live':
    case 'changedOutsideGit':
      return { id: 'preview', state: 'done', note: { kind: 'previewReady' } };
    case 'notWorking':
      return {
        id: 'preview',
        state: 'failed',
        note: { kind: 'state', state: 'notWorking' },
      };
    case 'starting':
    case 'updating':
      return {
        id: 'preview',
        state: 'current',
        note: { kind: 'state', state: preview.state },
      };
    default:
      return { id: 'preview', state: checked ? 'current' : 'waiting' };
  }
}

/** Each environment's step; the first that is not there yet is where the way stands. */
function stepsOfLanes(lanes: Lane[]): JourneyStep[] {
  let reached = true;
  return lanes.map(lane => {
    const step = laneStep(lane, reached);
    reached = reached && step.state === 'done';
    return step;
  });
}

function laneStep(
  { name: id, environment, first, state }: Lane,
  reached: boolean,
): JourneyStep {
  switch (state) {
    case 'live':
      return {
        id,
        state: 'done',
        note: environment?.lastDeployedAt
          ? { kind: 'liveSince', at: environment.lastDeployedAt }
          : { kind: 'state', state },
      };
    case 'changedOutsideGit':
    case 'paused':
      return { id, state: 'done', note: { kind: 'state', state } };
    case 'notWorking':
      return { id, state: 'failed', note: { kind: 'state', state } };
    case 'starting':
    case 'updating':
      return { id, state: 'current', note: { kind: 'state', state } };
    case 'unknown':
      return { id, state: 'waiting', note: { kind: 'state', state } };
    default:
      if (!reached) {
        return { id, state: 'waiting' };
      }
      return {
        id,
        state: 'current',
        // What is approved comes to the first by itself; further on a person decides.
        note: first
          ? { kind: 'state', state: 'notThereYet' }
          : { kind: 'waitsForPromotion' },
      };
  }
}
