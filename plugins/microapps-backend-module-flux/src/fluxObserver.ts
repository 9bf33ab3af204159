import { LABELS } from '@microapps/plugin-microapps-common';
import {
  subjectOf,
  type ClusterObserver,
  type DeploymentFact,
  type FactSubject,
  type ObservedObject,
} from '@microapps/plugin-microapps-node';
import { commitOf } from './commitOf';
import { conditionsToStatus, readySince } from './conditionsToStatus';
import { helmReleaseSchema, kustomizationSchema } from './fluxSchemas';

/** Flux's word on each micro-app that it deploys. */
export const fluxObserver: ClusterObserver = {
  id: 'flux',
  title: 'Flux',
  kinds: [
    {
      group: 'kustomize.toolkit.fluxcd.io',
      version: 'v1',
      plural: 'kustomizations',
      labelSelector: LABELS.app,
    },
    {
      group: 'helm.toolkit.fluxcd.io',
      version: 'v2',
      plural: 'helmreleases',
      labelSelector: LABELS.app,
    },
  ],
  observe(object: ObservedObject): DeploymentFact[] {
    const subject = subjectOf(object);
    if (!subject) {
      return [];
    }
    // Objects in a list do not name their kind, but only this one has a chart.
    const spec = object.spec as object | undefined;
    const isHelmRelease =
      spec !== undefined && ('chart' in spec || 'chartRef' in spec);
    return isHelmRelease
      ? helmRelease(object, subject)
      : kustomization(object, subject);
  },
};

function kustomization(
  object: ObservedObject,
  subject: FactSubject,
): DeploymentFact[] {
  const parsed = kustomizationSchema.safeParse(object);
  if (!parsed.success) {
    return [];
  }
  const { metadata, spec, status } = parsed.data;
  const { lastAppliedRevision, lastAttemptedRevision } = status;
  return [
    {
      type: 'deployment',
      ...subject,
      operator: 'flux',
      namespace: spec.targetNamespace ?? metadata.namespace ?? '',
      ...conditionsToStatus({
        conditions: status.conditions,
        suspended: spec.suspend,
        applied: lastAppliedRevision !== undefined,
        upToDate:
          isObserved(metadata.generation, status.observedGeneration) &&
          lastAppliedRevision !== undefined &&
          (lastAttemptedRevision ?? lastAppliedRevision) ===
            lastAppliedRevision,
      }),
      revision: commitOf(lastAppliedRevision),
      // Becoming ready again says less: every commit on the branch is reconciled,
      // whichever micro-app it is about.
      lastDeployedAt:
        status.history[0]?.firstReconciled ?? readySince(status.conditions),
    },
  ];
}

function helmRelease(
  object: ObservedObject,
  subject: FactSubject,
): DeploymentFact[] {
  const parsed = helmReleaseSchema.safeParse(object);
  if (!parsed.success) {
    return [];
  }
  const { metadata, spec, status } = parsed.data;
  const released = status.history.find(
    release => release.status === 'deployed',
  );
  return [
    {
      type: 'deployment',
      ...subject,
      operator: 'flux',
      namespace: spec.targetNamespace ?? metadata.namespace ?? '',
      ...conditionsToStatus({
        conditions: status.conditions,
        suspended: spec.suspend,
        applied: released !== undefined,
        upToDate: isObserved(metadata.generation, status.observedGeneration),
      }),
      lastDeployedAt: released?.lastDeployed ?? readySince(status.conditions),
    },
  ];
}

/** Flux has looked at the object as it stands now. */
function isObserved(
  generation: number | undefined,
  observed: number | undefined,
): boolean {
  return generation === undefined || (observed ?? 0) >= generation;
}
