import { resourceName } from '../kinds/Kind';
import { StoreEvent } from '../store/Collection';
import { ClusterAgent } from './ClusterAgent';
import { Reconciler } from './ReconcileLoop';

/**
 * Gives every namespace its service account, and empties a namespace that is
 * deleted: it is gone when nothing is left in it.
 */
export class NamespaceController implements Reconciler {
  constructor(private readonly agent: ClusterAgent) {}

  keysOf(event: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[] {
    const { name, namespace } = event.object.metadata;
    if (event.resource === 'namespaces') {
      return [name];
    }
    return event.type === 'DELETED' && namespace ? [namespace] : [];
  }

  reconcile(name: string): undefined {
    const namespace = this.agent.find('namespaces', { name });
    if (namespace?.metadata.deletionTimestamp) {
      this.empty(name);
    } else if (namespace) {
      this.provideServiceAccount(name);
    }
    return undefined;
  }

  private provideServiceAccount(namespace: string): void {
    const key = { namespace, name: 'default' };
    if (!this.agent.find('serviceaccounts', key)) {
      this.agent.create({
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: key,
      });
    }
  }

  private empty(namespace: string): void {
    let left = 0;
    for (const kind of this.agent.api.registry.all()) {
      const resource = resourceName(kind);
      if (kind.namespaced) {
        for (const object of this.agent.list(resource, namespace)) {
          this.agent.delete(resource, object.metadata);
        }
        left += this.agent.list(resource, namespace).length;
      }
    }
    const found = this.agent.find('namespaces', { name: namespace });
    if (left === 0 && !found?.metadata.finalizers?.length) {
      this.agent.api.store.remove('namespaces', { name: namespace });
    }
  }
}
