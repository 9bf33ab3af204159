import { resourceName, splitApiVersion } from '../kinds/Kind';
import { KubernetesObject, OwnerReference } from '../model/KubernetesObject';
import { FOREGROUND_FINALIZER, ORPHAN_FINALIZER } from '../rules/prepareDelete';
import { StoreEvent } from '../store/Collection';
import { ClusterAgent, queueKey, readQueueKey } from './ClusterAgent';
import { Reconciler } from './ReconcileLoop';

/**
 * Deletes objects whose owners are all gone, and lets owners go that wait for
 * their dependents (`foregroundDeletion`) or leave them behind (`orphan`).
 */
export class GarbageCollector implements Reconciler {
  /** Queue keys of objects by the uid of an owner. */
  private readonly dependents = new Map<string, Set<string>>();

  constructor(private readonly agent: ClusterAgent) {}

  keysOf(event: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[] {
    const { metadata } = event.object;
    const own = queueKey(event.resource, metadata);
    if (event.type === 'DELETED') {
      const dependents = [...(this.dependents.get(metadata.uid ?? '') ?? [])];
      this.forget(own, event.object);
      return [...dependents, ...this.waitingOwners(event.object)];
    }
    for (const reference of metadata.ownerReferences ?? []) {
      const known = this.dependents.get(reference.uid) ?? new Set();
      this.dependents.set(reference.uid, known.add(own));
    }
    return metadata.ownerReferences?.length || metadata.deletionTimestamp
      ? [own]
      : [];
  }

  reconcile(queued: string): undefined {
    const { resource, key } = readQueueKey(queued);
    const object = this.agent.find(resource, key);
    if (!object || !this.agent.api.registry.get(resource)) {
      return undefined;
    }
    if (object.metadata.deletionTimestamp) {
      this.letGo(resource, object);
    } else {
      this.collect(resource, object);
    }
    return undefined;
  }

  private collect(resource: string, object: KubernetesObject): void {
    const references = object.metadata.ownerReferences ?? [];
    const present = references.filter(reference =>
      this.isThere(object, reference),
    );
    if (!references.length || present.length === references.length) {
      return;
    }
    if (present.length) {
      this.setReferences(resource, object, present);
    } else {
      this.agent.delete(resource, object.metadata);
    }
  }

  private letGo(resource: string, owner: KubernetesObject): void {
    const finalizers = owner.metadata.finalizers ?? [];
    const dependents = this.dependentsOf(owner);
    if (finalizers.includes(ORPHAN_FINALIZER)) {
      for (const dependent of dependents) {
        this.setReferences(
          dependent.resource,
          dependent.object,
          dependent.object.metadata.ownerReferences?.filter(
            reference => reference.uid !== owner.metadata.uid,
          ),
        );
      }
      this.agent.removeFinalizer(resource, owner, ORPHAN_FINALIZER);
    } else if (finalizers.includes(FOREGROUND_FINALIZER)) {
      for (const dependent of dependents) {
        this.agent.delete(
          dependent.resource,
          dependent.object.metadata,
          'Foreground',
        );
      }
      const isBlocked = this.dependentsOf(owner).some(({ object }) =>
        object.metadata.ownerReferences?.some(
          reference =>
            reference.uid === owner.metadata.uid &&
            reference.blockOwnerDeletion,
        ),
      );
      if (!isBlocked) {
        this.agent.removeFinalizer(resource, owner, FOREGROUND_FINALIZER);
      }
    }
  }

  private dependentsOf(
    owner: KubernetesObject,
  ): { resource: string; object: KubernetesObject }[] {
    return [...(this.dependents.get(owner.metadata.uid ?? '') ?? [])].flatMap(
      queued => {
        const { resource, key } = readQueueKey(queued);
        const object = this.agent.find(resource, key);
        const isDependent = object?.metadata.ownerReferences?.some(
          reference => reference.uid === owner.metadata.uid,
        );
        return object && isDependent ? [{ resource, object }] : [];
      },
    );
  }

  /** Owners that wait for this object to go. */
  private waitingOwners(object: KubernetesObject): string[] {
    return (object.metadata.ownerReferences ?? []).flatMap(reference => {
      const owner = this.ownerPlace(object, reference);
      return owner ? [queueKey(owner.resource, owner.key)] : [];
    });
  }

  private isThere(
    object: KubernetesObject,
    reference: OwnerReference,
  ): boolean {
    const place = this.ownerPlace(object, reference);
    // Of a kind that is not served nothing can be said, so nothing is deleted.
    return (
      !place ||
      this.agent.find(place.resource, place.key)?.metadata.uid === reference.uid
    );
  }

  private ownerPlace(object: KubernetesObject, reference: OwnerReference) {
    const { group } = splitApiVersion(reference.apiVersion);
    const kind = this.agent.api.registry.findByKind(group, reference.kind);
    return (
      kind && {
        resource: resourceName(kind),
        key: {
          namespace: kind.namespaced ? object.metadata.namespace : undefined,
          name: reference.name,
        },
      }
    );
  }

  private setReferences(
    resource: string,
    object: KubernetesObject,
    ownerReferences: OwnerReference[] | undefined,
  ): void {
    this.agent.change(resource, object, current => ({
      ...current,
      metadata: { ...current.metadata, ownerReferences },
    }));
  }

  private forget(queued: string, object: KubernetesObject): void {
    for (const reference of object.metadata.ownerReferences ?? []) {
      const known = this.dependents.get(reference.uid);
      known?.delete(queued);
      if (!known?.size) {
        this.dependents.delete(reference.uid);
      }
    }
  }
}
