import { LABELS } from '@microapps/plugin-microapps-common';
import {
  subjectOf,
  type AddressFact,
  type ClusterObserver,
  type Fact,
  type FactSubject,
  type ObservationContext,
  type ObservedKind,
  type ObservedObject,
  type WorkloadFact,
} from '@microapps/plugin-microapps-node';
import { z } from 'zod';

const podSpecSchema = z.object({
  containers: z.array(z.object({ image: z.string() }).partial()).default([]),
});

const podTemplateSchema = z.object({ spec: podSpecSchema });

/** Deployments and StatefulSets, as far as they are read. */
const replicatedSchema = z.object({
  spec: z.object({
    replicas: z.number().int().nonnegative().default(1),
    template: podTemplateSchema,
  }),
  status: z.object({ readyReplicas: z.number().default(0) }).default({}),
});

const cronJobSchema = z.object({
  spec: z.object({
    jobTemplate: z.object({
      spec: z.object({ template: podTemplateSchema }),
    }),
  }),
});

const ingressSchema = z.object({
  spec: z.object({
    rules: z
      .array(
        z.object({
          host: z.string().optional(),
          http: z
            .object({
              paths: z
                .array(z.object({ path: z.string().optional() }))
                .default([]),
            })
            .optional(),
        }),
      )
      .default([]),
  }),
});

/** Lower-case DNS name; a wildcard is no address that could be opened. */
const HOST =
  /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/;

const DEPLOYMENTS = kind('apps', 'v1', 'deployments');
const STATEFUL_SETS = kind('apps', 'v1', 'statefulsets');
const CRON_JOBS = kind('batch', 'v1', 'cronjobs');
const INGRESSES = kind('networking.k8s.io', 'v1', 'ingresses');

/** Plain Kubernetes: what runs of a micro-app, and at which addresses it answers. */
export const workloadsObserver: ClusterObserver = {
  id: 'workloads',
  title: 'Kubernetes workloads',
  kinds: [DEPLOYMENTS, STATEFUL_SETS, CRON_JOBS, INGRESSES],
  observe(object: ObservedObject, context: ObservationContext): Fact[] {
    const subject = subjectOf(object);
    if (!subject || object.metadata.deletionTimestamp) {
      return [];
    }
    const spec = object.spec as object | undefined;
    if (spec && 'rules' in spec) {
      return addressesOf(object, subject, context);
    }
    if (spec && 'jobTemplate' in spec) {
      return cronJob(object, subject);
    }
    return spec && 'template' in spec ? replicated(object, subject) : [];
  },
};

function replicated(
  object: ObservedObject,
  subject: FactSubject,
): WorkloadFact[] {
  const parsed = replicatedSchema.safeParse(object);
  if (!parsed.success) {
    return [];
  }
  const { spec, status } = parsed.data;
  return [
    {
      type: 'workload',
      ...subject,
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
      // While an old replica set is drained, more may be ready than desired.
      ready: Math.min(status.readyReplicas, spec.replicas),
      desired: spec.replicas,
      images: imagesOf(spec.template.spec),
    },
  ];
}

/** Between its runs nothing of a job is up, and nothing should be. */
function cronJob(object: ObservedObject, subject: FactSubject): WorkloadFact[] {
  const parsed = cronJobSchema.safeParse(object);
  if (!parsed.success) {
    return [];
  }
  return [
    {
      type: 'workload',
      ...subject,
      namespace: object.metadata.namespace ?? '',
      name: object.metadata.name,
      ready: 0,
      desired: 0,
      images: imagesOf(parsed.data.spec.jobTemplate.spec.template.spec),
    },
  ];
}

function imagesOf({ containers }: z.output<typeof podSpecSchema>): string[] {
  return containers.flatMap(({ image }) => image ?? []);
}

function addressesOf(
  object: ObservedObject,
  subject: FactSubject,
  { ingress }: ObservationContext,
): AddressFact[] {
  const parsed = ingressSchema.safeParse(object);
  if (!parsed.success) {
    return [];
  }
  const port = ingress.port === undefined ? '' : `:${ingress.port}`;
  return parsed.data.spec.rules.flatMap(({ host, http }): AddressFact[] => {
    if (!host || !HOST.test(host)) {
      return [];
    }
    const path = http?.paths[0]?.path ?? '/';
    return [
      {
        type: 'address',
        ...subject,
        namespace: object.metadata.namespace ?? '',
        url: `${ingress.protocol}://${host}${port}${openablePath(path)}`,
      },
    ];
  });
}

/** A path may be a regular expression for some controllers; those open at the root. */
function openablePath(path: string): string {
  return path !== '/' && /^\/[\w\-./~]*$/.test(path) ? path : '';
}

function kind(group: string, version: string, plural: string): ObservedKind {
  return { group, version, plural, labelSelector: LABELS.app };
}
