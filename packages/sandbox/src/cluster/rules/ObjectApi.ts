import { applyObject } from '../apply/applyObject';
import { Manager } from '../apply/managers';
import { Kind, resourceName, splitApiVersion } from '../kinds/Kind';
import { KindRegistry } from '../kinds/KindRegistry';
import {
  alreadyExists,
  ApiError,
  badRequest,
  conflict,
  invalid,
  MODIFIED_MEANWHILE,
  notFound,
} from '../model/ApiError';
import { KubernetesObject, ObjectKey } from '../model/KubernetesObject';
import { ObjectStore } from '../store/ObjectStore';
import { decodeObject } from './decodeObject';
import { Origin, prepareCreate } from './prepareCreate';
import { DeleteOptions, prepareDelete } from './prepareDelete';
import { isUnchanged, prepareUpdate } from './prepareUpdate';

/** How a write is done. */
export type WriteOptions = {
  /** Who writes, through which version and subresource. */
  manager: Manager;
  /** Answer as if it were done, but do not do it. */
  dryRun?: boolean;
};

/** What the rules take from outside. */
export type ObjectApiOptions = {
  store: ObjectStore;
  registry: KindRegistry;
  now(): string;
  newUid(): string;
  /** Five random letters and digits, put after `generateName`. */
  nameSuffix(): string;
};

/** The API's verbs on objects: the rules of Kubernetes over the store. */
export class ObjectApi {
  readonly store: ObjectStore;
  readonly registry: KindRegistry;
  readonly now: () => string;
  private readonly origin: () => Origin;

  constructor(options: ObjectApiOptions) {
    this.store = options.store;
    this.registry = options.registry;
    this.now = options.now;
    this.origin = () => ({
      uid: options.newUid(),
      now: options.now(),
      nameSuffix: options.nameSuffix,
    });
  }

  /**
   * An object.
   *
   * @throws ApiError 404
   */
  get(kind: Kind, key: ObjectKey): KubernetesObject {
    const object = this.find(kind, key);
    if (!object) {
      throw notFound(resourceName(kind), key.name);
    }
    return object;
  }

  /** An object, or `undefined`. */
  find(kind: Kind, key: ObjectKey): KubernetesObject | undefined {
    return this.store.collection(resourceName(kind)).get(key);
  }

  /** Creates an object. */
  create(
    kind: Kind,
    namespace: string | undefined,
    object: KubernetesObject,
    options: WriteOptions,
  ): KubernetesObject {
    const created = prepareCreate({
      kind,
      namespace,
      object,
      manager: options.manager,
      origin: this.origin(),
    });
    this.checkNamespaceTakes(kind, namespace, created.metadata.name);
    if (this.find(kind, created.metadata)) {
      throw alreadyExists(resourceName(kind), created.metadata.name);
    }
    return options.dryRun
      ? created
      : this.store.put(resourceName(kind), created);
  }

  /** Replaces an object, or its status. */
  update(
    kind: Kind,
    key: ObjectKey,
    object: KubernetesObject,
    options: WriteOptions,
  ): KubernetesObject {
    const live = this.get(kind, key);
    const next = prepareUpdate({
      kind,
      live,
      object,
      manager: options.manager,
      now: this.now(),
    });
    return this.storeUpdate(kind, live, next, options);
  }

  /** Changes an object by what `change` makes of it as it is now. */
  patch(
    kind: Kind,
    key: ObjectKey,
    change: (current: KubernetesObject) => unknown,
    options: WriteOptions,
  ): KubernetesObject {
    const { apiVersion } = options.manager;
    const live = this.get(kind, key);
    const patched = decodeObject(
      kind,
      splitApiVersion(apiVersion).version,
      change({ ...live, apiVersion }),
    );
    return this.update(kind, key, patched, options);
  }

  /** Server-side apply; creates the object when it is not there. */
  apply(
    kind: Kind,
    key: ObjectKey,
    config: KubernetesObject,
    options: WriteOptions & { force: boolean },
  ): { object: KubernetesObject; created: boolean } {
    const { manager, force } = options;
    if (config.metadata.managedFields) {
      throw badRequest('metadata.managedFields must be nil');
    }
    if (config.metadata.name && config.metadata.name !== key.name) {
      throw badRequest(
        `the name of the object (${config.metadata.name}) does not match the name on the URL (${key.name})`,
      );
    }
    const live = this.find(kind, key);
    const { resourceVersion, uid } = config.metadata;
    if (resourceVersion && resourceVersion !== live?.metadata.resourceVersion) {
      throw live
        ? conflict(resourceName(kind), key.name, MODIFIED_MEANWHILE)
        : notFound(resourceName(kind), key.name);
    }
    if (uid && uid !== live?.metadata.uid) {
      throw conflict(
        resourceName(kind),
        key.name,
        'Precondition failed: UID of the object differs',
      );
    }
    if (!live && manager.subresource) {
      throw notFound(resourceName(kind), key.name);
    }
    const applied = applyObject({
      live: live
        ? { ...live, apiVersion: manager.apiVersion }
        : {
            apiVersion: manager.apiVersion,
            kind: kind.kind,
            metadata: { name: key.name },
          },
      config,
      manager,
      scope: {
        structure: kind.structure,
        status: kind.status,
        subresource: manager.subresource,
      },
      force,
      now: this.now(),
    });
    if (!live) {
      const object = this.create(kind, key.namespace, applied, options);
      return { object, created: true };
    }
    return { object: this.update(kind, key, applied, options), created: false };
  }

  /**
   * Deletes an object.
   *
   * @returns the object while finalizers hold it; `undefined` when it is gone
   */
  delete(
    kind: Kind,
    key: ObjectKey,
    request: DeleteOptions & { dryRun?: boolean } = {},
  ): { held?: KubernetesObject; deleted: KubernetesObject } {
    const live = this.get(kind, key);
    const held = prepareDelete({ kind, live, request, now: this.now() });
    if (request.dryRun) {
      return { held, deleted: live };
    }
    const resource = resourceName(kind);
    if (!held) {
      this.store.remove(resource, key);
      return { deleted: live };
    }
    return {
      held: isUnchanged(live, held) ? live : this.store.put(resource, held),
      deleted: live,
    };
  }

  private storeUpdate(
    kind: Kind,
    live: KubernetesObject,
    next: KubernetesObject,
    options: WriteOptions,
  ): KubernetesObject {
    if (isUnchanged({ ...live, apiVersion: next.apiVersion }, next)) {
      return live;
    }
    if (options.dryRun) {
      return next;
    }
    const resource = resourceName(kind);
    const isReleased =
      next.metadata.deletionTimestamp &&
      !next.metadata.finalizers?.length &&
      resource !== 'namespaces';
    if (isReleased) {
      this.store.remove(resource, next.metadata);
      return next;
    }
    return this.store.put(resource, next);
  }

  private checkNamespaceTakes(
    kind: Kind,
    namespace: string | undefined,
    name: string,
  ): void {
    if (!kind.namespaced) {
      return;
    }
    if (!namespace) {
      throw invalid(kind, name, [
        {
          reason: 'FieldValueRequired',
          message: 'Required value',
          field: 'metadata.namespace',
        },
      ]);
    }
    const found = this.store.collection('namespaces').get({ name: namespace });
    if (!found) {
      throw notFound('namespaces', namespace);
    }
    if (found.metadata.deletionTimestamp) {
      throw new ApiError(
        403,
        'Forbidden',
        `${resourceName(
          kind,
        )} "${name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
        {
          details: {
            name,
            ...(kind.group ? { group: kind.group } : {}),
            kind: kind.plural,
            causes: [
              {
                reason: 'NamespaceTerminating',
                message: `namespace ${namespace} is being terminated`,
                field: 'metadata.namespace',
              },
            ],
          },
        },
      );
    }
  }
}
