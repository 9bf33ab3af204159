import { trackUpdate } from '../apply/trackUpdate';
import { Manager } from '../apply/managers';
import { Kind, resourceName } from '../kinds/Kind';
import { badRequest } from '../model/ApiError';
import { KubernetesObject } from '../model/KubernetesObject';
import { withDefaults } from './defaults';
import { validateObject } from './validateObject';

/** What the server takes from outside when it makes an object. */
export type Origin = { uid: string; now: string; nameSuffix(): string };

/** Turns what a client sent into the object to be created, without a version yet. */
export function prepareCreate(options: {
  kind: Kind;
  namespace: string | undefined;
  object: KubernetesObject;
  manager: Manager;
  origin: Origin;
}): KubernetesObject {
  const { kind, namespace, manager, origin } = options;
  const { metadata, status, ...rest } = options.object;
  if (metadata.resourceVersion) {
    throw badRequest(
      'resourceVersion should not be set on objects to be created',
    );
  }
  checkNamespace(kind, namespace, metadata.namespace);
  const {
    generation,
    deletionTimestamp,
    deletionGracePeriodSeconds,
    selfLink,
    ...given
  } = metadata;
  const resource = resourceName(kind);
  const object = withDefaults(resource, {
    ...rest,
    metadata: {
      ...given,
      name:
        given.name ||
        (given.generateName ? given.generateName + origin.nameSuffix() : ''),
      ...(kind.namespaced ? { namespace } : {}),
      uid: origin.uid,
      creationTimestamp: origin.now,
      ...(kind.generation ? { generation: 1 } : {}),
    },
    ...(kind.status || status === undefined ? {} : { status }),
  } as KubernetesObject);
  const labelled =
    resource === 'namespaces' ? withNamespaceLabel(object) : object;
  validateObject(kind, labelled);
  return withFirstStatus(
    resource,
    manager.operation === 'Apply'
      ? labelled
      : trackUpdate({
          live: undefined,
          next: labelled,
          manager,
          scope: { structure: kind.structure, status: kind.status },
          now: origin.now,
        }),
  );
}

/** The namespace of the body, when it is there, must be that of the address. */
export function checkNamespace(
  kind: Kind,
  namespace: string | undefined,
  given: string | undefined,
): void {
  if (given && kind.namespaced && given !== namespace) {
    throw badRequest(
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
}

function withNamespaceLabel(namespace: KubernetesObject): KubernetesObject {
  const { metadata } = namespace;
  return {
    ...namespace,
    metadata: {
      ...metadata,
      labels: {
        ...metadata.labels,
        'kubernetes.io/metadata.name': metadata.name,
      },
    },
  };
}

function withFirstStatus(
  resource: string,
  object: KubernetesObject,
): KubernetesObject {
  switch (resource) {
    case 'namespaces':
      return { ...object, status: { phase: 'Active' } };
    case 'pods':
      return { ...object, status: { phase: 'Pending', qosClass: 'Burstable' } };
    case 'persistentvolumeclaims':
      return { ...object, status: { phase: 'Pending' } };
    case 'services':
      return { ...object, status: { loadBalancer: {} } };
    case 'deployments.apps':
    case 'jobs.batch':
    case 'cronjobs.batch':
      return { ...object, status: {} };
    default:
      return object;
  }
}
