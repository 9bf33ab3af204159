import { ListStructure, Structure } from './Structure';

// The lists and maps of built-in kinds that merge otherwise than by default
// (x-kubernetes-list-type and friends in Kubernetes' published OpenAPI).

function listBy(
  keys: string[],
  items: Structure = {},
  keyDefaults?: { [key: string]: unknown },
): Structure {
  const list: ListStructure = { type: 'map', keys, items, keyDefaults };
  return { list };
}

const ATOMIC: Structure = { atomic: true };
const LABEL_SELECTOR = ATOMIC;
const CONDITIONS = listBy(['type']);

/** `metadata` of every kind. */
export const META_STRUCTURE: Structure = {
  fields: {
    ownerReferences: listBy(['uid'], ATOMIC),
    finalizers: { list: { type: 'set' } },
  },
};

const CONTAINER: Structure = {
  fields: {
    env: listBy(['name'], {
      fields: {
        valueFrom: {
          fields: {
            configMapKeyRef: ATOMIC,
            secretKeyRef: ATOMIC,
            fieldRef: ATOMIC,
            resourceFieldRef: ATOMIC,
          },
        },
      },
    }),
    ports: listBy(['containerPort', 'protocol'], {}, { protocol: 'TCP' }),
    volumeMounts: listBy(['mountPath']),
    volumeDevices: listBy(['devicePath']),
    resources: { fields: { claims: listBy(['name']) } },
  },
};

const POD_SPEC: Structure = {
  fields: {
    containers: listBy(['name'], CONTAINER),
    initContainers: listBy(['name'], CONTAINER),
    ephemeralContainers: listBy(['name'], CONTAINER),
    volumes: listBy(['name']),
    imagePullSecrets: listBy(['name'], ATOMIC),
    hostAliases: listBy(['ip']),
    nodeSelector: ATOMIC,
    topologySpreadConstraints: listBy(['topologyKey', 'whenUnsatisfiable'], {
      fields: { labelSelector: LABEL_SELECTOR },
    }),
    resourceClaims: listBy(['name']),
    schedulingGates: listBy(['name']),
  },
};

const POD_TEMPLATE: Structure = {
  fields: { metadata: META_STRUCTURE, spec: POD_SPEC },
};

const JOB_SPEC: Structure = {
  fields: { selector: LABEL_SELECTOR, template: POD_TEMPLATE },
};

const WORKLOAD: Structure = {
  fields: {
    spec: { fields: { selector: LABEL_SELECTOR, template: POD_TEMPLATE } },
    status: { fields: { conditions: CONDITIONS } },
  },
};

const WITH_CONDITIONS: Structure = {
  fields: { status: { fields: { conditions: CONDITIONS } } },
};

const STRUCTURES: { [resource: string]: Structure } = {
  pods: {
    fields: {
      spec: POD_SPEC,
      status: {
        fields: { conditions: CONDITIONS, podIPs: listBy(['ip']) },
      },
    },
  },
  services: {
    fields: {
      spec: {
        fields: {
          ports: listBy(['port', 'protocol'], {}, { protocol: 'TCP' }),
          selector: ATOMIC,
        },
      },
      status: { fields: { conditions: CONDITIONS } },
    },
  },
  serviceaccounts: {
    fields: {
      secrets: listBy(['name']),
      imagePullSecrets: listBy(['name'], ATOMIC),
    },
  },
  namespaces: WITH_CONDITIONS,
  persistentvolumeclaims: {
    fields: {
      spec: { fields: { selector: LABEL_SELECTOR } },
      status: { fields: { conditions: CONDITIONS } },
    },
  },
  'deployments.apps': WORKLOAD,
  'replicasets.apps': WORKLOAD,
  'statefulsets.apps': WORKLOAD,
  'daemonsets.apps': WORKLOAD,
  'jobs.batch': { fields: { spec: JOB_SPEC } },
  'cronjobs.batch': {
    fields: {
      spec: {
        fields: {
          jobTemplate: { fields: { metadata: META_STRUCTURE, spec: JOB_SPEC } },
        },
      },
    },
  },
  'networkpolicies.networking.k8s.io': {
    fields: { spec: { fields: { podSelector: LABEL_SELECTOR } } },
  },
  'poddisruptionbudgets.policy': {
    fields: {
      spec: { fields: { selector: LABEL_SELECTOR } },
      status: { fields: { conditions: CONDITIONS } },
    },
  },
  'horizontalpodautoscalers.autoscaling': WITH_CONDITIONS,
  'customresourcedefinitions.apiextensions.k8s.io': WITH_CONDITIONS,
};

/** The structure of a built-in kind, `metadata` included. */
export function builtinStructure(resource: string): Structure {
  return withMeta(STRUCTURES[resource] ?? {});
}

/** Adds what is true of `metadata` in every kind. */
export function withMeta(structure: Structure): Structure {
  return {
    ...structure,
    fields: { ...structure.fields, metadata: META_STRUCTURE },
  };
}
