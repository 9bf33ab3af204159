import type { KubernetesObject } from '../kubernetes/KubernetesObject';
import { REFRESH_ANNOTATION } from './argoKinds';

/** What of an Application, when it changes, calls for a look at it. */
export function applicationWishes(application: KubernetesObject): string {
  const { metadata, spec, operation } = application;
  return JSON.stringify([
    spec,
    operation,
    metadata.annotations?.[REFRESH_ANNOTATION],
    metadata.deletionTimestamp,
    metadata.labels,
  ]);
}
