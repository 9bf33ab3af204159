import { Kind, resourceName } from '../kinds/Kind';
import { conflict } from '../model/ApiError';
import { KubernetesObject } from '../model/KubernetesObject';

/** What happens to the objects that the deleted one owns. */
export type Propagation = 'Background' | 'Foreground' | 'Orphan';

/** What a client may say about a deletion. */
export type DeleteOptions = {
  propagation?: Propagation;
  preconditions?: { uid?: string; resourceVersion?: string };
};

/** Held by an object until its dependents are gone. */
export const FOREGROUND_FINALIZER = 'foregroundDeletion';
/** Held by an object until its dependents no longer name it. */
export const ORPHAN_FINALIZER = 'orphan';

/**
 * What a deletion makes of an object: the object marked as being deleted while
 * finalizers hold it, or `undefined` when nothing does and it goes at once.
 *
 * @throws ApiError 409 when the preconditions are not met
 */
export function prepareDelete(options: {
  kind: Kind;
  live: KubernetesObject;
  request: DeleteOptions;
  now: string;
}): KubernetesObject | undefined {
  const { kind, live, request, now } = options;
  checkPreconditions(kind, live, request);
  const { finalizers: _, ...metadata } = live.metadata;
  const finalizers = finalizersFor(live.metadata.finalizers ?? [], request);
  const isNamespace = resourceName(kind) === 'namespaces';
  if (!finalizers.length && !isNamespace) {
    return undefined;
  }
  const isFirst = !metadata.deletionTimestamp;
  return {
    ...live,
    metadata: {
      ...metadata,
      ...(finalizers.length ? { finalizers } : {}),
      ...(isFirst
        ? { deletionTimestamp: now, deletionGracePeriodSeconds: 0 }
        : {}),
      ...(isFirst && metadata.generation
        ? { generation: metadata.generation + 1 }
        : {}),
    },
    ...(isNamespace ? { status: { phase: 'Terminating' } } : {}),
  };
}

function checkPreconditions(
  kind: Kind,
  live: KubernetesObject,
  { preconditions }: DeleteOptions,
): void {
  const { name, uid, resourceVersion } = live.metadata;
  if (preconditions?.uid && preconditions.uid !== uid) {
    throw conflict(
      resourceName(kind),
      name,
      `Precondition failed: UID in precondition: ${preconditions.uid}, UID in object meta: ${uid}`,
    );
  }
  if (
    preconditions?.resourceVersion &&
    preconditions.resourceVersion !== resourceVersion
  ) {
    throw conflict(
      resourceName(kind),
      name,
      `Precondition failed: ResourceVersion in precondition: ${preconditions.resourceVersion}, ResourceVersion in object meta: ${resourceVersion}`,
    );
  }
}

function finalizersFor(
  present: string[],
  { propagation }: DeleteOptions,
): string[] {
  if (!propagation) {
    return present;
  }
  const others = present.filter(
    finalizer =>
      finalizer !== FOREGROUND_FINALIZER && finalizer !== ORPHAN_FINALIZER,
  );
  switch (propagation) {
    case 'Foreground':
      return [...others, FOREGROUND_FINALIZER];
    case 'Orphan':
      return [...others, ORPHAN_FINALIZER];
    default:
      return others;
  }
}
