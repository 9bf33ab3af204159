import { LABELS } from '@microapps/plugin-microapps-common';
import {
  subjectOf,
  type ClusterObserver,
  type DeploymentFact,
  type ObservedObject,
} from '@microapps/plugin-microapps-node';
import { applicationSchema } from './applicationSchema';
import { messageOf } from './messageOf';
import { deployedRevision } from './revisions';

/** Argo CD's word on each micro-app that it deploys. */
export const argoCdObserver: ClusterObserver = {
  id: 'argocd',
  title: 'Argo CD',
  kinds: [
    {
      group: 'argoproj.io',
      version: 'v1alpha1',
      plural: 'applications',
      labelSelector: LABELS.app,
    },
  ],
  observe(object: ObservedObject): DeploymentFact[] {
    const subject = subjectOf(object);
    const parsed = applicationSchema.safeParse(object);
    if (!subject || !parsed.success) {
      return [];
    }
    const { spec, status } = parsed.data;
    return [
      {
        type: 'deployment',
        ...subject,
        operator: 'argocd',
        namespace: spec.destination.namespace ?? '',
        // Before its first look at an Application, Argo CD has written no status.
        sync: status.sync?.status ?? 'Unknown',
        health: status.health?.status ?? 'Missing',
        message: messageOf(parsed.data),
        revision: deployedRevision(parsed.data),
        images: status.summary.images,
        // `summary.externalURLs` is left out: it repeats the hosts of Ingresses
        // without the port at which the cluster is reached, which the backend's
        // own word on Ingresses has.
        lastDeployedAt:
          status.history.at(-1)?.deployedAt ??
          status.operationState?.finishedAt,
      },
    ];
  },
};
