import { z } from 'zod';
import type { KubernetesObject } from '../kubernetes/KubernetesObject';
import { conditions, timestamp, type Condition } from '../status/conditions';
import { applicationStatusSchema } from './applicationStatus';
import type { Evaluation, FailedEvaluation } from './evaluateApplication';
import { ARGO_NAMESPACE } from './argoKinds';
import type { Operation } from './schemas';
import type { SyncResult } from './syncApplication';

type Status = Record<string, unknown>;

function healthStatus(application: KubernetesObject, status: string): Status {
  const { health } = applicationStatusSchema.parse(application.status ?? {});
  const since = health?.status === status && health.lastTransitionTime;
  return { status, lastTransitionTime: since || timestamp() };
}

function errors(
  application: KubernetesObject,
  wanted: Condition[],
): Status[] | null {
  const present = applicationStatusSchema.parse(application.status ?? {});
  return wanted.length > 0 ? conditions(present.conditions, wanted) : null;
}

/** The status of an Application that could not be compared. */
export function failedStatus(
  application: KubernetesObject,
  { condition, error, comparison }: FailedEvaluation,
): Status {
  const { spec } = application as any;
  return {
    sync: {
      status: 'Unknown',
      comparedTo: {
        source: spec?.source ?? {},
        destination: spec?.destination ?? {},
      },
    },
    health: healthStatus(
      application,
      condition === 'InvalidSpecError' ? 'Unknown' : comparison.health.status,
    ),
    conditions: errors(application, [{ type: condition, message: error }]),
    controllerNamespace: ARGO_NAMESPACE,
  };
}

/** The status of an Application that was compared. */
export function comparedStatus(
  application: KubernetesObject,
  evaluation: Evaluation,
  options: { refreshing: boolean; syncError?: string },
): Status {
  const { comparison, revision, sourceType } = evaluation;
  const present = applicationStatusSchema.parse(application.status ?? {});
  const { spec } = application as any;
  const looked =
    options.refreshing ||
    !present.reconciledAt ||
    present.sync?.revision !== revision;
  return {
    sync: {
      status: comparison.sync,
      revision,
      comparedTo: { source: spec.source, destination: spec.destination },
    },
    health: healthStatus(application, comparison.health.status),
    resources: comparison.resources,
    summary: {
      images: comparison.summary.images ?? null,
      externalURLs: comparison.summary.externalURLs ?? null,
    },
    sourceType,
    conditions: errors(
      application,
      options.syncError
        ? [{ type: 'SyncError', message: options.syncError }]
        : [],
    ),
    controllerNamespace: ARGO_NAMESPACE,
    reconciledAt: looked ? timestamp() : present.reconciledAt,
  };
}

const historySchema = z.array(z.object({ id: z.number() }).passthrough());

/** `operationState` and, after a success, `history`: while a sync runs and after it. */
export function syncedStatus(
  application: KubernetesObject,
  { spec, revision }: Evaluation,
  attempt: {
    startedAt: string;
    automated: boolean;
    prune: boolean;
    retryCount: number;
    operation?: Operation;
  },
  result?: SyncResult,
): Status {
  const initiatedBy = attempt.automated
    ? { automated: true }
    : attempt.operation?.initiatedBy ?? {};
  // As it is written: parsing adds defaults.
  const { source } = application.spec as any;
  const operationState = {
    operation: {
      sync: { revision, prune: attempt.prune },
      initiatedBy,
    },
    phase: result?.phase ?? 'Running',
    message: result?.message ?? `waiting for the sync to ${revision}`,
    startedAt: attempt.startedAt,
    finishedAt: result ? timestamp() : null,
    retryCount: attempt.retryCount,
    syncResult: { revision, source, resources: result?.resources ?? null },
  };
  if (result?.phase !== 'Succeeded') {
    return { operationState };
  }
  const present = applicationStatusSchema.parse(application.status ?? {});
  const history = historySchema.parse(present.history);
  const entry = {
    id: (history.at(-1)?.id ?? -1) + 1,
    revision,
    source,
    deployStartedAt: attempt.startedAt,
    deployedAt: timestamp(),
    initiatedBy,
  };
  return {
    operationState,
    history: [...history, entry].slice(-spec.revisionHistoryLimit),
  };
}
