import { groupOf, type ObjectReference } from './KubernetesObject';

/** A kind as the Kubernetes API's paths name it. */
export type Resource = {
  apiVersion: string;
  kind: string;
  plural: string;
  namespaced: boolean;
};

/** Kinds that belong to no namespace, by group. */
const CLUSTER_SCOPED = new Set([
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  'rbac.authorization.k8s.io/ClusterRole',
  'rbac.authorization.k8s.io/ClusterRoleBinding',
  'apiextensions.k8s.io/CustomResourceDefinition',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'storage.k8s.io/StorageClass',
  'scheduling.k8s.io/PriorityClass',
  'networking.k8s.io/IngressClass',
  'policies.kyverno.io/ValidatingPolicy',
  'policies.kyverno.io/ImageValidatingPolicy',
  'policies.kyverno.io/MutatingPolicy',
  'policies.kyverno.io/GeneratingPolicy',
  'kyverno.io/ClusterPolicy',
  'cert-manager.io/ClusterIssuer',
  'external-secrets.io/ClusterSecretStore',
  'external-secrets.io/ClusterExternalSecret',
  'templates.gatekeeper.sh/ConstraintTemplate',
]);

function isClusterScoped(group: string, kind: string): boolean {
  return (
    CLUSTER_SCOPED.has(`${group}/${kind}`) ||
    group === 'constraints.gatekeeper.sh'
  );
}

function pluralOf(group: string, kind: string): string {
  const singular = kind.toLowerCase();
  // Gatekeeper names the resource of a constraint exactly as its kind.
  if (group === 'constraints.gatekeeper.sh' || singular === 'endpoints') {
    return singular;
  }
  if (/(s|x|ch|sh)$/.test(singular)) {
    return `${singular}es`;
  }
  return /[^aeiou]y$/.test(singular)
    ? `${singular.slice(0, -1)}ies`
    : `${singular}s`;
}

/**
 * The resource of a kind, by Kubernetes' conventions for plurals and a list of
 * the kinds that belong to no namespace.
 */
export function resourceOf(apiVersion: string, kind: string): Resource {
  const group = groupOf(apiVersion);
  return {
    apiVersion,
    kind,
    plural: pluralOf(group, kind),
    namespaced: !isClusterScoped(group, kind),
  };
}

/** The path of a collection: of one namespace, or of all. */
export function collectionPath(resource: Resource, namespace?: string): string {
  const base = resource.apiVersion.includes('/') ? '/apis' : '/api';
  const scope =
    resource.namespaced && namespace
      ? `/namespaces/${encodeURIComponent(namespace)}`
      : '';
  return `${base}/${resource.apiVersion}${scope}/${resource.plural}`;
}

/** The path of one object. */
export function objectPath(reference: ObjectReference): string {
  const resource = resourceOf(reference.apiVersion, reference.kind);
  const collection = collectionPath(resource, reference.namespace);
  return `${collection}/${encodeURIComponent(reference.name)}`;
}
