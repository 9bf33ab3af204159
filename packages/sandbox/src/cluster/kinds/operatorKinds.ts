import { KindDefinition } from './customKind';

const argo = (kind: string, plural: string, shortNames: string[]) => ({
  group: 'argoproj.io',
  versions: ['v1alpha1'],
  kind,
  plural,
  shortNames,
});

/** What installing Argo CD adds to a cluster. */
export const ARGO_CD_KINDS: KindDefinition[] = [
  // Argo CD's Application has no status subresource: one write may change all.
  {
    ...argo('Application', 'applications', ['app', 'apps']),
    status: false,
  },
  argo('ApplicationSet', 'applicationsets', ['appset', 'appsets']),
  {
    ...argo('AppProject', 'appprojects', ['appproj', 'appprojs']),
    status: false,
  },
];

/** What installing Argo Rollouts adds to a cluster. */
export const ARGO_ROLLOUTS_KINDS: KindDefinition[] = [
  argo('Rollout', 'rollouts', ['ro']),
  argo('AnalysisRun', 'analysisruns', ['ar']),
  argo('AnalysisTemplate', 'analysistemplates', ['at']),
];

const source = (kind: string, plural: string, shortNames?: string[]) => ({
  group: 'source.toolkit.fluxcd.io',
  versions: ['v1'],
  kind,
  plural,
  shortNames,
});

const fluxOperator = (kind: string, plural: string) => ({
  group: 'fluxcd.controlplane.io',
  versions: ['v1'],
  kind,
  plural,
});

/** What installing Flux and its operator adds to a cluster. */
export const FLUX_KINDS: KindDefinition[] = [
  source('GitRepository', 'gitrepositories', ['gitrepo']),
  source('HelmRepository', 'helmrepositories', ['helmrepo']),
  source('HelmChart', 'helmcharts', ['hc']),
  source('OCIRepository', 'ocirepositories', ['ocirepo']),
  source('Bucket', 'buckets'),
  {
    group: 'kustomize.toolkit.fluxcd.io',
    versions: ['v1'],
    kind: 'Kustomization',
    plural: 'kustomizations',
    shortNames: ['ks'],
  },
  {
    group: 'helm.toolkit.fluxcd.io',
    versions: ['v2'],
    kind: 'HelmRelease',
    plural: 'helmreleases',
    shortNames: ['hr'],
  },
  fluxOperator('ResourceSet', 'resourcesets'),
  fluxOperator('ResourceSetInputProvider', 'resourcesetinputproviders'),
  fluxOperator('FluxInstance', 'fluxinstances'),
];

const kyverno = (kind: string, plural: string, namespaced = false) => ({
  group: 'policies.kyverno.io',
  versions: ['v1', 'v1alpha1'],
  kind,
  plural,
  namespaced,
});

const reports = (group: string, version: string): KindDefinition[] => [
  {
    group,
    versions: [version],
    kind: group.startsWith('openreports') ? 'Report' : 'PolicyReport',
    plural: group.startsWith('openreports') ? 'reports' : 'policyreports',
    status: false,
  },
  {
    group,
    versions: [version],
    kind: group.startsWith('openreports')
      ? 'ClusterReport'
      : 'ClusterPolicyReport',
    plural: group.startsWith('openreports')
      ? 'clusterreports'
      : 'clusterpolicyreports',
    namespaced: false,
    status: false,
  },
];

/** What installing Kyverno adds to a cluster, both report formats included. */
export const POLICY_KINDS: KindDefinition[] = [
  kyverno('ValidatingPolicy', 'validatingpolicies'),
  kyverno('MutatingPolicy', 'mutatingpolicies'),
  kyverno('GeneratingPolicy', 'generatingpolicies'),
  kyverno('ImageValidatingPolicy', 'imagevalidatingpolicies'),
  kyverno('PolicyException', 'policyexceptions', true),
  ...reports('wgpolicyk8s.io', 'v1alpha2'),
  ...reports('openreports.io', 'v1alpha1'),
];

/** Other operators whose kinds micro-apps' manifests commonly hold. */
export const COMMON_KINDS: KindDefinition[] = [
  {
    group: 'external-secrets.io',
    versions: ['v1'],
    kind: 'ExternalSecret',
    plural: 'externalsecrets',
    shortNames: ['es'],
  },
  {
    group: 'external-secrets.io',
    versions: ['v1'],
    kind: 'ClusterSecretStore',
    plural: 'clustersecretstores',
    namespaced: false,
  },
  {
    group: 'cert-manager.io',
    versions: ['v1'],
    kind: 'Certificate',
    plural: 'certificates',
    shortNames: ['cert', 'certs'],
  },
  {
    group: 'cert-manager.io',
    versions: ['v1'],
    kind: 'ClusterIssuer',
    plural: 'clusterissuers',
    namespaced: false,
  },
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kind: 'ServiceMonitor',
    plural: 'servicemonitors',
    status: false,
  },
  {
    group: 'monitoring.coreos.com',
    versions: ['v1'],
    kind: 'PrometheusRule',
    plural: 'prometheusrules',
    status: false,
  },
  {
    group: 'gateway.networking.k8s.io',
    versions: ['v1'],
    kind: 'HTTPRoute',
    plural: 'httproutes',
  },
];
