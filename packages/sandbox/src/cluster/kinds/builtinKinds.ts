import { builtinStructure } from './builtinStructures';
import { Kind, resourceName } from './Kind';

type Row = Partial<Omit<Kind, 'group' | 'kind' | 'plural'>> & {
  kind: string;
  plural: string;
};

const workload = {
  status: true,
  scale: true,
  generation: true,
  categories: ['all'],
};

const core: Row[] = [
  {
    kind: 'Namespace',
    plural: 'namespaces',
    shortNames: ['ns'],
    namespaced: false,
    status: true,
    selectableFields: ['status.phase'],
  },
  { kind: 'ConfigMap', plural: 'configmaps', shortNames: ['cm'] },
  { kind: 'Secret', plural: 'secrets', selectableFields: ['type'] },
  {
    kind: 'Service',
    plural: 'services',
    shortNames: ['svc'],
    categories: ['all'],
    status: true,
    selectableFields: ['spec.clusterIP', 'spec.type'],
  },
  {
    kind: 'Endpoints',
    plural: 'endpoints',
    singular: 'endpoints',
    shortNames: ['ep'],
  },
  { kind: 'ServiceAccount', plural: 'serviceaccounts', shortNames: ['sa'] },
  {
    kind: 'ResourceQuota',
    plural: 'resourcequotas',
    shortNames: ['quota'],
    status: true,
  },
  { kind: 'LimitRange', plural: 'limitranges', shortNames: ['limits'] },
  {
    kind: 'Pod',
    plural: 'pods',
    shortNames: ['po'],
    categories: ['all'],
    status: true,
    selectableFields: [
      'spec.nodeName',
      'spec.restartPolicy',
      'spec.schedulerName',
      'spec.serviceAccountName',
      'status.phase',
      'status.podIP',
    ],
  },
  {
    kind: 'Event',
    plural: 'events',
    shortNames: ['ev'],
    selectableFields: [
      'involvedObject.kind',
      'involvedObject.namespace',
      'involvedObject.name',
      'involvedObject.uid',
      'involvedObject.apiVersion',
      'involvedObject.fieldPath',
      'reason',
      'reportingComponent',
      'source',
      'type',
    ],
  },
  {
    kind: 'PersistentVolumeClaim',
    plural: 'persistentvolumeclaims',
    shortNames: ['pvc'],
    status: true,
  },
  {
    kind: 'PersistentVolume',
    plural: 'persistentvolumes',
    shortNames: ['pv'],
    namespaced: false,
    status: true,
  },
  {
    kind: 'Node',
    plural: 'nodes',
    shortNames: ['no'],
    namespaced: false,
    status: true,
    selectableFields: ['spec.unschedulable'],
  },
];

const groups: { [groupVersion: string]: Row[] } = {
  'apps/v1': [
    {
      kind: 'Deployment',
      plural: 'deployments',
      shortNames: ['deploy'],
      ...workload,
    },
    {
      kind: 'ReplicaSet',
      plural: 'replicasets',
      shortNames: ['rs'],
      ...workload,
      selectableFields: ['status.replicas'],
    },
    {
      kind: 'StatefulSet',
      plural: 'statefulsets',
      shortNames: ['sts'],
      ...workload,
    },
    {
      kind: 'DaemonSet',
      plural: 'daemonsets',
      shortNames: ['ds'],
      ...workload,
      scale: false,
    },
    { kind: 'ControllerRevision', plural: 'controllerrevisions' },
  ],
  'batch/v1': [
    {
      kind: 'Job',
      plural: 'jobs',
      ...workload,
      scale: false,
      selectableFields: ['status.successful'],
    },
    {
      kind: 'CronJob',
      plural: 'cronjobs',
      shortNames: ['cj'],
      ...workload,
      scale: false,
    },
  ],
  'networking.k8s.io/v1': [
    {
      kind: 'Ingress',
      plural: 'ingresses',
      singular: 'ingress',
      shortNames: ['ing'],
      status: true,
      generation: true,
    },
    {
      kind: 'NetworkPolicy',
      plural: 'networkpolicies',
      singular: 'networkpolicy',
      shortNames: ['netpol'],
      generation: true,
    },
    {
      kind: 'IngressClass',
      plural: 'ingressclasses',
      singular: 'ingressclass',
      namespaced: false,
      generation: true,
    },
  ],
  'rbac.authorization.k8s.io/v1': [
    { kind: 'Role', plural: 'roles' },
    { kind: 'RoleBinding', plural: 'rolebindings' },
    { kind: 'ClusterRole', plural: 'clusterroles', namespaced: false },
    {
      kind: 'ClusterRoleBinding',
      plural: 'clusterrolebindings',
      namespaced: false,
    },
  ],
  'policy/v1': [
    {
      kind: 'PodDisruptionBudget',
      plural: 'poddisruptionbudgets',
      shortNames: ['pdb'],
      status: true,
      generation: true,
    },
  ],
  'autoscaling/v2': [
    {
      kind: 'HorizontalPodAutoscaler',
      plural: 'horizontalpodautoscalers',
      shortNames: ['hpa'],
      categories: ['all'],
      status: true,
    },
  ],
  'coordination.k8s.io/v1': [{ kind: 'Lease', plural: 'leases' }],
  'discovery.k8s.io/v1': [
    { kind: 'EndpointSlice', plural: 'endpointslices', generation: true },
  ],
  'scheduling.k8s.io/v1': [
    {
      kind: 'PriorityClass',
      plural: 'priorityclasses',
      singular: 'priorityclass',
      shortNames: ['pc'],
      namespaced: false,
      generation: true,
    },
  ],
  'storage.k8s.io/v1': [
    {
      kind: 'StorageClass',
      plural: 'storageclasses',
      singular: 'storageclass',
      shortNames: ['sc'],
      namespaced: false,
    },
  ],
  'admissionregistration.k8s.io/v1': [
    {
      kind: 'ValidatingWebhookConfiguration',
      plural: 'validatingwebhookconfigurations',
      namespaced: false,
      generation: true,
    },
    {
      kind: 'MutatingWebhookConfiguration',
      plural: 'mutatingwebhookconfigurations',
      namespaced: false,
      generation: true,
    },
    {
      kind: 'ValidatingAdmissionPolicy',
      plural: 'validatingadmissionpolicies',
      singular: 'validatingadmissionpolicy',
      namespaced: false,
      status: true,
      generation: true,
    },
    {
      kind: 'ValidatingAdmissionPolicyBinding',
      plural: 'validatingadmissionpolicybindings',
      namespaced: false,
      generation: true,
    },
  ],
  'apiextensions.k8s.io/v1': [
    {
      kind: 'CustomResourceDefinition',
      plural: 'customresourcedefinitions',
      shortNames: ['crd', 'crds'],
      categories: ['api-extensions'],
      namespaced: false,
      status: true,
      generation: true,
    },
  ],
};

/** The kinds that every cluster has. */
export const BUILTIN_KINDS: readonly Kind[] = [
  ...core.map(row => builtin('', 'v1', row)),
  ...Object.entries(groups).flatMap(([groupVersion, rows]) => {
    const [group, version] = groupVersion.split('/');
    return rows.map(row => builtin(group, version, row));
  }),
];

function builtin(group: string, version: string, row: Row): Kind {
  return {
    group,
    versions: [version],
    listKind: `${row.kind}List`,
    singular: row.kind.toLowerCase(),
    shortNames: [],
    categories: [],
    namespaced: true,
    status: false,
    scale: false,
    generation: false,
    custom: false,
    selectableFields: [],
    structure: builtinStructure(resourceName({ group, plural: row.plural })),
    ...row,
  };
}
