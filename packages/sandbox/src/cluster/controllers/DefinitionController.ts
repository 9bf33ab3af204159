import { kindOfDefinition } from '../kinds/customKind';
import { resourceName } from '../kinds/Kind';
import { KubernetesObject } from '../model/KubernetesObject';
import { StoreEvent } from '../store/Collection';
import { ClusterAgent } from './ClusterAgent';
import { withTimes } from './conditions';
import { Reconciler } from './ReconcileLoop';

const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';
const CLEANUP = 'customresourcecleanup.apiextensions.k8s.io';

/** Tells when a kind is served, and removes its objects before its definition goes. */
export class DefinitionController implements Reconciler {
  constructor(private readonly agent: ClusterAgent) {}

  keysOf(event: Pick<StoreEvent, 'type' | 'resource' | 'object'>): string[] {
    if (event.resource === DEFINITIONS) {
      return [event.object.metadata.name];
    }
    // The last object of a kind that goes lets its definition go.
    return event.type === 'DELETED' &&
      this.agent.api.registry.get(event.resource)?.custom
      ? [event.resource]
      : [];
  }

  reconcile(name: string): undefined {
    const definition = this.agent.find(DEFINITIONS, { name });
    const kind = definition && kindOfDefinition(definition);
    if (!kind) {
      return undefined;
    }
    if (definition.metadata.deletionTimestamp) {
      this.cleanUp(definition, resourceName(kind));
      return undefined;
    }
    if (!definition.metadata.finalizers?.includes(CLEANUP)) {
      this.agent.change(DEFINITIONS, definition, current => ({
        ...current,
        metadata: {
          ...current.metadata,
          finalizers: [...(current.metadata.finalizers ?? []), CLEANUP],
        },
      }));
    }
    this.agent.setStatus(DEFINITIONS, definition, {
      acceptedNames: {
        kind: kind.kind,
        listKind: kind.listKind,
        plural: kind.plural,
        singular: kind.singular,
        ...(kind.shortNames.length ? { shortNames: kind.shortNames } : {}),
      },
      storedVersions: [kind.versions[0]],
      conditions: withTimes(
        definition,
        [
          {
            type: 'NamesAccepted',
            status: 'True',
            reason: 'NoConflicts',
            message: 'no conflicts found',
          },
          {
            type: 'Established',
            status: 'True',
            reason: 'InitialNamesAccepted',
            message: 'the initial names have been accepted',
          },
        ],
        this.agent.now(),
      ),
    });
    return undefined;
  }

  private cleanUp(definition: KubernetesObject, resource: string): void {
    for (const object of this.agent.list(resource)) {
      this.agent.delete(resource, object.metadata);
    }
    const isHeld = definition.metadata.finalizers?.includes(CLEANUP);
    if (isHeld && !this.agent.list(resource).length) {
      this.agent.removeFinalizer(DEFINITIONS, definition, CLEANUP);
    }
  }
}
