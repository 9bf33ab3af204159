import { isDeepStrictEqual } from 'node:util';
import type { ApplicationStatus } from './applicationStatus';
import type { Comparison } from './compareApplication';
import type { ApplicationSpec, Operation } from './schemas';

/** How often a sync that fails is tried, as Argo CD's default. */
const RETRY_LIMIT = 5;

/** What is known when it is decided whether to sync. */
export type SyncSituation = {
  spec: ApplicationSpec;
  /** `spec.source` as it is written, without defaults. */
  source: unknown;
  status: ApplicationStatus;
  comparison: Comparison;
  /** The commit that would be synced. */
  revision: string;
  /** What a person asked for. */
  operation?: Operation;
  /** How often what was synced was found changed since. */
  selfHeals: number;
};

/** What is decided. */
export type SyncDecision =
  | { sync: false; error?: string }
  | {
      sync: true;
      prune: boolean;
      /** Milliseconds to wait first. */
      delay: number;
      automated: boolean;
      retryCount: number;
    };

const NO: SyncDecision = { sync: false };

/** Whether an Application is synced now, by Argo CD's rules. */
export function decideSync(situation: SyncSituation): SyncDecision {
  const { spec, status, comparison, revision, operation } = situation;
  if (operation) {
    return {
      sync: true,
      prune: operation.sync.prune ?? false,
      delay: 0,
      automated: false,
      retryCount: 0,
    };
  }
  const { automated } = spec.syncPolicy;
  if (!automated?.enabled || comparison.sync === 'Synced') {
    return NO;
  }
  const onlyToPrune = comparison.resources.every(
    resource => resource.status === 'Synced' || resource.requiresPruning,
  );
  if (onlyToPrune && !automated.prune) {
    return NO;
  }
  const last = status.operationState;
  const attempted =
    last?.syncResult?.revision === revision &&
    isDeepStrictEqual(last.syncResult.source, situation.source);
  const decided = {
    sync: true,
    prune: automated.prune,
    automated: true,
  } as const;
  if (!attempted) {
    return { ...decided, delay: 0, retryCount: 0 };
  }
  if (last.phase === 'Failed' || last.phase === 'Error') {
    return last.retryCount < RETRY_LIMIT
      ? {
          ...decided,
          delay: 1000 * 2 ** last.retryCount,
          retryCount: last.retryCount + 1,
        }
      : {
          sync: false,
          error: `Failed last sync attempt to ${revision}: ${last.message}`,
        };
  }
  if (!automated.selfHeal) {
    return NO;
  }
  // The first time at once, then slower and slower: what heals itself in vain
  // would keep the cluster busy for ever.
  const delay =
    situation.selfHeals === 0
      ? 0
      : Math.min(2000 * 3 ** (situation.selfHeals - 1), 300_000);
  return { ...decided, delay, retryCount: 0 };
}
