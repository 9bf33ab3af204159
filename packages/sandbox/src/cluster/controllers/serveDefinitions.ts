import { resourceName } from '../kinds/Kind';
import { kindOfDefinition } from '../kinds/customKind';
import { KubernetesObject } from '../model/KubernetesObject';
import { ObjectApi } from '../rules/ObjectApi';

const DEFINITIONS = 'customresourcedefinitions.apiextensions.k8s.io';

/**
 * Serves the kinds of all CustomResourceDefinitions, from the moment one is stored
 * until it is gone.
 *
 * @param onRemoved - told the resource that is no longer served
 * @returns stops it
 */
export function serveDefinitions(
  { store, registry }: ObjectApi,
  onRemoved: (resource: string) => void,
): () => void {
  const serve = (definition: KubernetesObject) => {
    const kind = kindOfDefinition(definition);
    if (kind) {
      registry.add(kind);
    }
  };
  store.collection(DEFINITIONS).list().forEach(serve);
  return store.subscribe(event => {
    if (event.resource !== DEFINITIONS) {
      return;
    }
    if (event.type !== 'DELETED') {
      serve(event.object);
      return;
    }
    const kind = kindOfDefinition(event.object);
    if (kind) {
      registry.remove(resourceName(kind));
      onRemoved(resourceName(kind));
    }
  });
}
