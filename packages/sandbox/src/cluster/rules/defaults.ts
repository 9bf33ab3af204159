import { isJsonObject } from '../model/json';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';

type Default = (spec: JsonObject, object: KubernetesObject) => JsonObject;

const ROLLING_UPDATE = {
  type: 'RollingUpdate',
  rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
};

// The defaults of Kubernetes' built-in kinds that show in what a client reads back.
const SPEC_DEFAULTS: { [resource: string]: Default } = {
  pods: podSpec,
  services: service,
  'deployments.apps': spec => ({
    replicas: 1,
    strategy: ROLLING_UPDATE,
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    ...spec,
    template: podTemplate(spec.template),
  }),
  'replicasets.apps': spec => ({
    replicas: 1,
    ...spec,
    template: podTemplate(spec.template),
  }),
  'statefulsets.apps': spec => ({
    replicas: 1,
    podManagementPolicy: 'OrderedReady',
    revisionHistoryLimit: 10,
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    ...spec,
    template: podTemplate(spec.template),
  }),
  'daemonsets.apps': spec => ({
    revisionHistoryLimit: 10,
    updateStrategy: {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 1 },
    },
    ...spec,
    template: podTemplate(spec.template),
  }),
  'jobs.batch': jobSpec,
  'cronjobs.batch': spec => ({
    concurrencyPolicy: 'Allow',
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    ...spec,
    jobTemplate: isJsonObject(spec.jobTemplate)
      ? {
          ...spec.jobTemplate,
          spec: cronJobTemplateSpec(spec.jobTemplate.spec),
        }
      : spec.jobTemplate,
  }),
  namespaces: spec => ({ finalizers: ['kubernetes'], ...spec }),
};

/** Fills in what the server sets where the client said nothing. */
export function withDefaults(
  resource: string,
  object: KubernetesObject,
): KubernetesObject {
  if (resource === 'secrets') {
    return { ...object, type: object.type ?? 'Opaque' };
  }
  const defaults = SPEC_DEFAULTS[resource];
  if (!defaults) {
    return object;
  }
  const spec = isJsonObject(object.spec) ? object.spec : {};
  return { ...object, spec: defaults(spec, object) };
}

function podTemplate(template: unknown): unknown {
  return isJsonObject(template) && isJsonObject(template.spec)
    ? { ...template, spec: podSpec(template.spec) }
    : template;
}

function podSpec(spec: JsonObject): JsonObject {
  const result: JsonObject = {
    restartPolicy: 'Always',
    dnsPolicy: 'ClusterFirst',
    schedulerName: 'default-scheduler',
    terminationGracePeriodSeconds: 30,
    securityContext: {},
    ...spec,
  };
  for (const field of ['containers', 'initContainers']) {
    const containers = spec[field];
    if (Array.isArray(containers)) {
      result[field] = containers.map(container);
    }
  }
  return result;
}

function container(value: unknown): unknown {
  if (!isJsonObject(value)) {
    return value;
  }
  const image = String(value.image ?? '');
  return {
    imagePullPolicy: isLatest(image) ? 'Always' : 'IfNotPresent',
    terminationMessagePath: '/dev/termination-log',
    terminationMessagePolicy: 'File',
    resources: {},
    ...value,
    ...(Array.isArray(value.ports) ? { ports: tcpPorts(value.ports) } : {}),
  };
}

function isLatest(image: string): boolean {
  const reference = image.slice(image.lastIndexOf('/') + 1);
  return !/[:@]/.test(reference) || reference.endsWith(':latest');
}

function tcpPorts(ports: unknown[]): unknown[] {
  return ports.map(port =>
    isJsonObject(port) ? { protocol: 'TCP', ...port } : port,
  );
}

function jobSpec(spec: JsonObject, object: KubernetesObject): JsonObject {
  const labels = { 'batch.kubernetes.io/job-name': object.metadata.name };
  return {
    parallelism: 1,
    completions: 1,
    backoffLimit: 6,
    completionMode: 'NonIndexed',
    suspend: false,
    selector: { matchLabels: labels },
    ...spec,
    template: podTemplate(spec.template),
  };
}

function cronJobTemplateSpec(spec: unknown): unknown {
  return isJsonObject(spec)
    ? { ...spec, template: podTemplate(spec.template) }
    : spec;
}

function service(spec: JsonObject, object: KubernetesObject): JsonObject {
  const type = spec.type ?? 'ClusterIP';
  const ports = Array.isArray(spec.ports)
    ? {
        ports: tcpPorts(spec.ports).map(port =>
          isJsonObject(port) ? { targetPort: port.port, ...port } : port,
        ),
      }
    : {};
  if (type === 'ExternalName') {
    return { type, sessionAffinity: 'None', ...spec, ...ports };
  }
  const clusterIP = spec.clusterIP ?? addressFor(object);
  return {
    type,
    sessionAffinity: 'None',
    internalTrafficPolicy: 'Cluster',
    ipFamilies: ['IPv4'],
    ipFamilyPolicy: 'SingleStack',
    clusterIP,
    clusterIPs: [clusterIP],
    ...spec,
    ...ports,
  };
}

/** An address that looks like a service's; the same for the same name. */
function addressFor({ metadata }: KubernetesObject): string {
  let hash = 0;
  for (const char of `${metadata.namespace}/${metadata.name}`) {
    hash = (hash * 31 + char.charCodeAt(0)) % 65_025;
  }
  return `10.96.${Math.floor(hash / 255)}.${(hash % 255) + 1}`;
}
