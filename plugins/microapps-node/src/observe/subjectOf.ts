import {
  LABELS,
  PREVIEW_ENVIRONMENT,
} from '@microapps/plugin-microapps-common';
import type { FactSubject, ObservedObject } from './ClusterObserver';

/** Whose an object is, from its labels; `undefined` when no micro-app's. */
export function subjectOf({
  metadata: { labels = {} },
}: ObservedObject): FactSubject | undefined {
  const app = labels[LABELS.app];
  const environment = labels[LABELS.environment];
  if (!app || !environment) {
    return undefined;
  }
  if (environment !== PREVIEW_ENVIRONMENT) {
    return { app, environment };
  }
  const pullRequest = Number(labels[LABELS.pullRequest]);
  return Number.isInteger(pullRequest) && pullRequest > 0
    ? { app, environment, pullRequest }
    : undefined;
}
