import type { Health, Sync } from '@microapps/plugin-microapps-common';
import type { Condition } from './fluxSchemas';

/** What Flux says of an object, apart from its kind. */
export type Reconciliation = {
  conditions: Condition[];
  suspended: boolean;
  /** Something of it was applied at some time, and not taken back. */
  applied: boolean;
  /** What was applied last is what stands in Git now, as far as Flux has looked. */
  upToDate: boolean;
};

/** Argo CD's terms, with Flux's reason where something is not well. */
export type OperatorStatus = {
  sync: Sync;
  health: Health;
  message?: string;
};

/**
 * Applied, but what was applied does not run. Kustomizations check health after
 * applying; Helm waits, and leaves a failed release behind.
 */
const APPLIED_BUT_NOT_RUNNING = [
  'HealthCheckFailed',
  'HealthCheckCanceled',
  'InstallFailed',
  'UpgradeFailed',
  'TestFailed',
  'RollbackFailed',
];

/** Waits for others, and goes on by itself. */
const WAITING = ['DependencyNotReady', 'Progressing', 'ProgressingWithRetry'];

/** Where to read the source from is not known, hence nor what is new in it. */
const WITHOUT_SOURCE = ['ArtifactFailed', 'SourceNotReady', 'NotReady'];

/** Maps Flux's `Ready` onto Argo CD's sync and health. */
export function conditionsToStatus(
  reconciliation: Reconciliation,
): OperatorStatus {
  const { conditions, suspended, applied, upToDate } = reconciliation;
  const sync: Sync = upToDate ? 'Synced' : 'OutOfSync';
  if (suspended) {
    return { sync: applied ? sync : 'Unknown', health: 'Suspended' };
  }
  const stalled = conditions.find(
    ({ type, status }) => type === 'Stalled' && status === 'True',
  );
  const ready = conditions.find(({ type }) => type === 'Ready');
  if (stalled && ready?.status !== 'True') {
    return failed(stalled, applied);
  }
  if (!ready) {
    return { sync: 'Unknown', health: 'Progressing' };
  }
  switch (ready.status) {
    case 'True':
      return { sync, health: 'Healthy' };
    case 'Unknown':
      return { sync, health: 'Progressing' };
    default:
      return failed(ready, applied);
  }
}

function failed(condition: Condition, applied: boolean): OperatorStatus {
  const { reason } = condition;
  const message = condition.message || reason;
  if (WAITING.includes(reason)) {
    return { sync: 'OutOfSync', health: 'Progressing', message };
  }
  if (APPLIED_BUT_NOT_RUNNING.includes(reason)) {
    return { sync: 'Synced', health: 'Degraded', message };
  }
  if (!applied) {
    return { sync: 'OutOfSync', health: 'Degraded', message };
  }
  // The change did not get through; what was applied before it still runs.
  return {
    sync: WITHOUT_SOURCE.includes(reason) ? 'Unknown' : 'OutOfSync',
    health: 'Healthy',
    message,
  };
}

/** When it last became ready. */
export function readySince(conditions: Condition[]): string | undefined {
  return conditions.find(
    ({ type, status }) => type === 'Ready' && status === 'True',
  )?.lastTransitionTime;
}
