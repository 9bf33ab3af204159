import type { KubernetesObject } from '../kubernetes/KubernetesObject';

// What others stand on goes first; the order is Argo CD's.
const KINDS = [
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'ServiceAccount',
  'Secret',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicaSet',
  'Deployment',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
];

function waveOf(object: KubernetesObject): number {
  const wave = object.metadata.annotations?.['argocd.argoproj.io/sync-wave'];
  return Number(wave ?? 0) || 0;
}

function rankOf(object: KubernetesObject): number {
  const at = KINDS.indexOf(object.kind);
  return at < 0 ? KINDS.length : at;
}

/** Objects in the order in which Argo CD applies them. */
export function syncOrder(objects: KubernetesObject[]): KubernetesObject[] {
  return [...objects].sort(
    (a, b) =>
      waveOf(a) - waveOf(b) ||
      rankOf(a) - rankOf(b) ||
      a.metadata.name.localeCompare(b.metadata.name),
  );
}
