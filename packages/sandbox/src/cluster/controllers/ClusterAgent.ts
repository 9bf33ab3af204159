import { Kind, resourceName, splitApiVersion } from '../kinds/Kind';
import { ApiError } from '../model/ApiError';
import { jsonEqual } from '../model/json';
import {
  JsonObject,
  KubernetesObject,
  ObjectKey,
  OwnerReference,
} from '../model/KubernetesObject';
import { decodeObject } from '../rules/decodeObject';
import { ObjectApi } from '../rules/ObjectApi';
import { Propagation } from '../rules/prepareDelete';

/** What controllers do to objects, under their own name and by the API's rules. */
export class ClusterAgent {
  constructor(readonly api: ObjectApi, private readonly name: string) {}

  /** The time now, as Kubernetes writes it. */
  now(): string {
    return this.api.now();
  }

  /** An object by its resource name, or `undefined`. */
  find(resource: string, key: ObjectKey): KubernetesObject | undefined {
    return this.api.store.collection(resource).get(key);
  }

  /** The objects of a resource, or those in a namespace. */
  list(resource: string, namespace?: string): KubernetesObject[] {
    return this.api.store.collection(resource).list(namespace);
  }

  /** The objects of a resource that `owner` controls. */
  ownedBy(owner: KubernetesObject, resource: string): KubernetesObject[] {
    return this.list(resource, owner.metadata.namespace).filter(object =>
      object.metadata.ownerReferences?.some(
        reference =>
          reference.controller && reference.uid === owner.metadata.uid,
      ),
    );
  }

  /** Creates an object of a built-in kind unless it is there or its namespace goes. */
  create(object: KubernetesObject): void {
    const { group, version } = splitApiVersion(object.apiVersion);
    const kind = this.api.registry.findByKind(group, object.kind);
    if (!kind) {
      throw new Error(`The cluster does not serve ${object.kind}`);
    }
    try {
      this.api.create(
        kind,
        object.metadata.namespace,
        decodeObject(kind, version, object),
        this.options(object.apiVersion),
      );
    } catch (error) {
      const isExpected =
        error instanceof ApiError && [403, 404, 409].includes(error.code);
      if (!isExpected) {
        throw error;
      }
    }
  }

  /** Sets the status if it is another. */
  setStatus(
    resource: string,
    object: KubernetesObject,
    status: JsonObject,
  ): void {
    if (!jsonEqual(object.status, status)) {
      this.api.patch(
        this.kind(resource),
        object.metadata,
        current => ({ ...current, status }),
        this.options(object.apiVersion, 'status'),
      );
    }
  }

  /** Changes anything but the status. */
  change(
    resource: string,
    object: KubernetesObject,
    change: (current: KubernetesObject) => KubernetesObject,
  ): void {
    this.api.patch(
      this.kind(resource),
      object.metadata,
      change,
      this.options(object.apiVersion),
    );
  }

  /** Deletes an object if it is there and not being deleted already. */
  delete(
    resource: string,
    key: ObjectKey,
    propagation: Propagation = 'Background',
  ): void {
    const kind = this.api.registry.get(resource);
    const object = this.find(resource, key);
    if (kind && object && !object.metadata.deletionTimestamp) {
      this.api.delete(kind, key, { propagation });
    }
  }

  /** Lets go of an object that a finalizer holds. */
  removeFinalizer(
    resource: string,
    object: KubernetesObject,
    finalizer: string,
  ): void {
    this.change(resource, object, current => ({
      ...current,
      metadata: {
        ...current.metadata,
        finalizers: current.metadata.finalizers?.filter(
          other => other !== finalizer,
        ),
      },
    }));
  }

  private kind(resource: string): Kind {
    const kind = this.api.registry.get(resource);
    if (!kind) {
      throw new Error(`The cluster does not serve ${resource}`);
    }
    return kind;
  }

  private options(apiVersion: string, subresource?: string) {
    return {
      manager: {
        name: this.name,
        operation: 'Update' as const,
        apiVersion,
        subresource,
      },
    };
  }
}

/** The reference that makes `owner` the controller of another object. */
export function controllerReference(owner: KubernetesObject): OwnerReference {
  return {
    apiVersion: owner.apiVersion,
    kind: owner.kind,
    name: owner.metadata.name,
    uid: owner.metadata.uid ?? '',
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** The key under which a controller's queue knows an object. */
export function queueKey(resource: string, key: ObjectKey): string {
  return `${resource} ${key.namespace ?? ''} ${key.name}`;
}

/** Reads what {@link queueKey} wrote. */
export function readQueueKey(key: string): {
  resource: string;
  key: ObjectKey;
} {
  const [resource, namespace, name] = key.split(' ');
  return { resource, key: { namespace: namespace || undefined, name } };
}

/** The queue keys of the controllers of an object that are of a resource. */
export function controllerKeys(
  object: KubernetesObject,
  kindName: string,
  kind: { plural: string; group: string },
): string[] {
  return (object.metadata.ownerReferences ?? [])
    .filter(reference => reference.controller && reference.kind === kindName)
    .map(reference =>
      queueKey(resourceName(kind), {
        namespace: object.metadata.namespace,
        name: reference.name,
      }),
    );
}
