import { groupOf, type KubernetesObject } from '../kubernetes/KubernetesObject';

/** Argo CD's words for how something is. */
export type HealthStatus =
  | 'Healthy'
  | 'Progressing'
  | 'Degraded'
  | 'Suspended'
  | 'Missing'
  | 'Unknown';

/** How something is, and why when it is not well. */
export type Health = { status: HealthStatus; message?: string };

type Assess = (spec: any, status: any, object: any) => Health;

const HEALTHY: Health = { status: 'Healthy' };

function progressing(message: string): Health {
  return { status: 'Progressing', message };
}

function conditionOf(status: any, type: string): any {
  return status?.conditions?.find?.(
    (condition: any) => condition?.type === type,
  );
}

const deployment: Assess = (spec, status, object) => {
  if (spec?.paused) {
    return { status: 'Suspended', message: 'Deployment is paused' };
  }
  const generation = object.metadata.generation ?? 0;
  if (generation > (status?.observedGeneration ?? 0)) {
    return progressing(
      'Waiting for rollout to finish: observed deployment generation less than desired generation',
    );
  }
  const condition = conditionOf(status, 'Progressing');
  if (condition?.reason === 'ProgressDeadlineExceeded') {
    return {
      status: 'Degraded',
      message: `Deployment "${object.metadata.name}" exceeded its progress deadline`,
    };
  }
  const desired = spec?.replicas ?? 1;
  const updated = status?.updatedReplicas ?? 0;
  const available = status?.availableReplicas ?? 0;
  if (updated < desired) {
    return progressing(
      `Waiting for rollout to finish: ${updated} out of ${desired} new replicas have been updated...`,
    );
  }
  if ((status?.replicas ?? 0) > updated) {
    return progressing(
      `Waiting for rollout to finish: ${
        status.replicas - updated
      } old replicas are pending termination...`,
    );
  }
  if (available < updated) {
    return progressing(
      `Waiting for rollout to finish: ${available} of ${updated} updated replicas are available...`,
    );
  }
  return HEALTHY;
};

const statefulSet: Assess = (spec, status, object) => {
  if ((object.metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) {
    return progressing('Waiting for statefulset spec update to be observed...');
  }
  const desired = spec?.replicas ?? 1;
  return (status?.readyReplicas ?? 0) < desired
    ? progressing(`Waiting for ${desired} pods to be ready...`)
    : HEALTHY;
};

const daemonSet: Assess = (_spec, status) => {
  const desired = status?.desiredNumberScheduled ?? 0;
  const available = status?.numberAvailable ?? 0;
  return available < desired
    ? progressing(
        `Waiting for daemon set rollout to finish: ${available} of ${desired} updated pods are available...`,
      )
    : HEALTHY;
};

const loadBalanced: Assess = (_spec, status) =>
  (status?.loadBalancer?.ingress ?? []).length > 0
    ? HEALTHY
    : { status: 'Progressing' };

const job: Assess = (spec, status) => {
  const failed = conditionOf(status, 'Failed');
  if (failed?.status === 'True') {
    return { status: 'Degraded', message: failed.message };
  }
  if (conditionOf(status, 'Complete')?.status === 'True') {
    return HEALTHY;
  }
  return spec?.suspend ? { status: 'Suspended' } : { status: 'Progressing' };
};

const cronJob: Assess = spec =>
  spec?.suspend
    ? { status: 'Suspended', message: 'CronJob is suspended' }
    : HEALTHY;

const persistentVolumeClaim: Assess = (_spec, status) => {
  if (status?.phase === 'Lost') {
    return { status: 'Degraded' };
  }
  return status?.phase === 'Bound' ? HEALTHY : { status: 'Progressing' };
};

const readyCondition: Assess = (_spec, status) => {
  const ready = conditionOf(status, 'Ready');
  if (!ready) {
    return progressing('Waiting for the first reconciliation');
  }
  if (ready.status === 'True') {
    return HEALTHY;
  }
  return {
    status:
      ready.status === 'False' && ready.reason !== 'Progressing'
        ? 'Degraded'
        : 'Progressing',
    message: ready.message,
  };
};

const assessments: Record<string, Assess> = {
  'apps/Deployment': deployment,
  'apps/StatefulSet': statefulSet,
  'apps/DaemonSet': daemonSet,
  'networking.k8s.io/Ingress': loadBalanced,
  '/Service': (spec, status, object) =>
    spec?.type === 'LoadBalancer'
      ? loadBalanced(spec, status, object)
      : HEALTHY,
  'batch/Job': job,
  'batch/CronJob': cronJob,
  '/PersistentVolumeClaim': persistentVolumeClaim,
  'kustomize.toolkit.fluxcd.io/Kustomization': readyCondition,
  'source.toolkit.fluxcd.io/GitRepository': readyCondition,
  'helm.toolkit.fluxcd.io/HelmRelease': readyCondition,
  'fluxcd.controlplane.io/ResourceSet': readyCondition,
  'cert-manager.io/Certificate': readyCondition,
  'external-secrets.io/ExternalSecret': readyCondition,
};

/**
 * How a live object is, by Argo CD's built-in rules. Kinds without a rule have
 * no health and give `undefined`.
 */
export function assessHealth(object: KubernetesObject): Health | undefined {
  if (object.metadata.deletionTimestamp) {
    return progressing('Pending deletion');
  }
  const key = `${groupOf(object.apiVersion)}/${object.kind}`;
  return assessments[key]?.(object.spec, object.status, object);
}

// Argo CD's order, from the best to the worst.
const ORDER: HealthStatus[] = [
  'Healthy',
  'Suspended',
  'Progressing',
  'Missing',
  'Degraded',
  'Unknown',
];

/** The worst of many; nothing at all is healthy. */
export function worstHealth(all: (Health | undefined)[]): Health {
  return all.reduce<Health>(
    (worst, health) =>
      health && ORDER.indexOf(health.status) > ORDER.indexOf(worst.status)
        ? health
        : worst,
    HEALTHY,
  );
}
