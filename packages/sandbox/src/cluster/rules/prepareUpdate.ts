import { Manager } from '../apply/managers';
import { trackUpdate } from '../apply/trackUpdate';
import { Kind, resourceName } from '../kinds/Kind';
import {
  badRequest,
  conflict,
  forbidden,
  invalid,
  MODIFIED_MEANWHILE,
} from '../model/ApiError';
import { jsonEqual } from '../model/json';
import { KubernetesObject } from '../model/KubernetesObject';
import { withDefaults } from './defaults';
import { checkNamespace } from './prepareCreate';
import { encodeStringData } from './secretData';
import { validateObject } from './validateObject';

/** Metadata that only the server writes. */
const SERVER_META = [
  'name',
  'namespace',
  'uid',
  'generateName',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
] as const;

/**
 * Turns what a client sent for an object that exists into what is to be stored:
 * its version checked, the fields that are not the client's to write as they were,
 * generation and managedFields moved on.
 *
 * @throws ApiError 409 when the client's object is based on another version
 */
export function prepareUpdate(options: {
  kind: Kind;
  live: KubernetesObject;
  object: KubernetesObject;
  manager: Manager;
  now: string;
}): KubernetesObject {
  const { kind, live, manager, now } = options;
  const resource = resourceName(kind);
  checkIdentity(kind, live, options.object);
  const object =
    resource === 'secrets' ? encodeStringData(options.object) : options.object;
  const written =
    kind.status && manager.subresource === 'status'
      ? withStatusOf(live, object, manager.operation === 'Apply')
      : withDefaults(resource, withServerFields(kind, live, object));
  checkFinalizers(live, written);
  const tracked =
    manager.operation === 'Apply'
      ? written
      : trackUpdate({
          live,
          next: written,
          manager,
          scope: {
            structure: kind.structure,
            status: kind.status,
            subresource: manager.subresource,
          },
          now,
        });
  const next = withGeneration(kind, live, tracked);
  validateObject(kind, next, live);
  return next;
}

/** True when storing would change nothing but a time in managedFields. */
export function isUnchanged(
  live: KubernetesObject,
  next: KubernetesObject,
): boolean {
  return jsonEqual(withoutTimes(live), withoutTimes(next));
}

function checkIdentity(
  kind: Kind,
  live: KubernetesObject,
  object: KubernetesObject,
): void {
  const { metadata } = object;
  const resource = resourceName(kind);
  checkNamespace(kind, live.metadata.namespace, metadata.namespace);
  if (metadata.name !== live.metadata.name) {
    throw badRequest(
      `the name of the object (${metadata.name}) does not match the name on the URL (${live.metadata.name})`,
    );
  }
  if (metadata.uid && metadata.uid !== live.metadata.uid) {
    throw conflict(
      resource,
      metadata.name,
      `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${live.metadata.uid}`,
    );
  }
  if (kind.custom && !metadata.resourceVersion) {
    throw invalid(kind, metadata.name, [
      {
        reason: 'FieldValueInvalid',
        message: 'Invalid value: 0: must be specified for an update',
        field: 'metadata.resourceVersion',
      },
    ]);
  }
  if (
    metadata.resourceVersion &&
    metadata.resourceVersion !== live.metadata.resourceVersion
  ) {
    throw conflict(resource, metadata.name, MODIFIED_MEANWHILE);
  }
}

function withStatusOf(
  live: KubernetesObject,
  object: KubernetesObject,
  isApply: boolean,
): KubernetesObject {
  const { status, ...rest } = live;
  const { managedFields } = object.metadata;
  return {
    ...rest,
    // An apply has worked out already who holds what.
    ...(isApply ? { metadata: { ...live.metadata, managedFields } } : {}),
    ...(object.status === undefined ? {} : { status: object.status }),
  };
}

function withServerFields(
  kind: Kind,
  live: KubernetesObject,
  object: KubernetesObject,
): KubernetesObject {
  const metadata = { ...object.metadata };
  for (const field of SERVER_META) {
    delete (metadata as { [key: string]: unknown })[field];
    if (live.metadata[field] !== undefined) {
      (metadata as { [key: string]: unknown })[field] = live.metadata[field];
    }
  }
  const { status, ...rest } = object;
  const kept = kind.status ? live.status : status;
  return {
    ...rest,
    metadata,
    ...(kept === undefined ? {} : { status: kept }),
  };
}

function checkFinalizers(live: KubernetesObject, next: KubernetesObject): void {
  const before = live.metadata.finalizers ?? [];
  const added = (next.metadata.finalizers ?? []).filter(
    finalizer => !before.includes(finalizer),
  );
  if (live.metadata.deletionTimestamp && added.length) {
    throw forbidden(
      next.kind,
      next.metadata.name,
      `metadata.finalizers: no new finalizers can be added if the object is being deleted, found new finalizers [${added}]`,
    );
  }
}

function withGeneration(
  kind: Kind,
  live: KubernetesObject,
  next: KubernetesObject,
): KubernetesObject {
  if (!kind.generation || jsonEqual(wanted(kind, live), wanted(kind, next))) {
    return next;
  }
  return {
    ...next,
    metadata: {
      ...next.metadata,
      generation: (live.metadata.generation ?? 0) + 1,
    },
  };
}

/** What is wanted of an object: all but metadata, and but status where that is written apart. */
function wanted(kind: Kind, object: KubernetesObject): unknown {
  const { apiVersion, metadata, status, ...rest } = object;
  return kind.status ? rest : { ...rest, status };
}

function withoutTimes(object: KubernetesObject): unknown {
  return {
    ...object,
    metadata: {
      ...object.metadata,
      managedFields: object.metadata.managedFields?.map(
        ({ time, ...entry }) => entry,
      ),
    },
  };
}
