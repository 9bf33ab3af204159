import { Structure } from './Structure';

/** A kind that the cluster serves, and what its rules need to know of it. */
export type Kind = {
  /** Empty for the core group. */
  group: string;
  /** Served versions, the preferred one first. They differ in name only. */
  versions: string[];
  kind: string;
  listKind: string;
  plural: string;
  singular: string;
  shortNames: string[];
  categories: string[];
  namespaced: boolean;
  /** Has a `/status` subresource, so the main resource does not write `status`. */
  status: boolean;
  /** Has a `/scale` subresource. */
  scale: boolean;
  /** `metadata.generation` counts the changes of what is wanted. */
  generation: boolean;
  /** Defined by a CustomResourceDefinition. */
  custom: boolean;
  /** Fields besides name and namespace that a field selector may name. */
  selectableFields: string[];
  /** Which lists merge by key, which maps are one value. */
  structure: Structure;
};

/** `deployments.apps`: how Kubernetes names a resource, and the key of a collection. */
export function resourceName(kind: { plural: string; group: string }): string {
  return kind.group ? `${kind.plural}.${kind.group}` : kind.plural;
}

/** `apps/v1`, or `v1` for the core group. */
export function apiVersionOf(group: string, version: string): string {
  return group ? `${group}/${version}` : version;
}

/** Splits `apps/v1` or `v1`. */
export function splitApiVersion(apiVersion: string): {
  group: string;
  version: string;
} {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : {
        group: apiVersion.slice(0, slash),
        version: apiVersion.slice(slash + 1),
      };
}
