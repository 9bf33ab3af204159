import type { KubernetesObject } from '../kubernetes/KubernetesObject';
import { resourceOf } from '../kubernetes/resourceOf';

/** What is added to every object. */
export type CommonMetadata = {
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
};

/**
 * Objects as one of Flux's controllers applies them: with its metadata, and in
 * a namespace.
 */
export function prepareFluxObjects(
  objects: KubernetesObject[],
  common: CommonMetadata,
  defaultNamespace: string,
): KubernetesObject[] {
  return objects.map(object => {
    const { namespaced } = resourceOf(object.apiVersion, object.kind);
    const { namespace, labels, annotations, ...metadata } = object.metadata;
    const allAnnotations = { ...annotations, ...common.annotations };
    return {
      ...object,
      metadata: {
        ...metadata,
        ...(namespaced ? { namespace: namespace ?? defaultNamespace } : {}),
        labels: { ...labels, ...common.labels },
        ...(Object.keys(allAnnotations).length > 0
          ? { annotations: allAnnotations }
          : {}),
      },
    };
  });
}

/**
 * Flux's `postBuild.substitute`: `${name}` and `${name:=default}` in a text.
 * What is not given stays as it is.
 */
export function substitute(
  text: string,
  values: Record<string, string>,
): string {
  return text.replace(
    /\$\{([A-Za-z_]\w*)(?::[=-]([^}]*))?\}/g,
    (whole, name: string, fallback?: string) =>
      Object.hasOwn(values, name) ? values[name] : fallback ?? whole,
  );
}
