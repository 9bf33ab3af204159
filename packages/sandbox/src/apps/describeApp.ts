import { z } from 'zod';
import type { KubernetesObject } from '../operators/kubernetes/KubernetesObject';

/** What is deployed behind an address. */
export type DeployedApp = {
  name: string;
  title: string;
  environment?: string;
  pullRequest?: string;
  namespace: string;
  /** Whether something answers. */
  ready: boolean;
  image?: string;
  /** What a content page says. */
  headline?: string;
  message?: string;
};

/** What stands in the namespace of an address. */
export type Surroundings = {
  ingress: KubernetesObject;
  services: KubernetesObject[];
  deployments: KubernetesObject[];
  configMaps: KubernetesObject[];
};

const ingressSchema = z
  .object({
    rules: z
      .array(
        z
          .object({
            host: z.string().optional(),
            http: z
              .object({
                paths: z.array(
                  z
                    .object({
                      backend: z
                        .object({
                          service: z
                            .object({ name: z.string() })
                            .passthrough()
                            .optional(),
                        })
                        .passthrough(),
                    })
                    .passthrough(),
                ),
              })
              .passthrough()
              .optional(),
          })
          .passthrough(),
      )
      .default([]),
  })
  .passthrough();

const serviceSchema = z
  .object({ selector: z.record(z.string()).default({}) })
  .passthrough();

const deploymentSchema = z
  .object({
    template: z
      .object({
        metadata: z
          .object({ labels: z.record(z.string()).default({}) })
          .passthrough()
          .default({}),
        spec: z
          .object({
            containers: z
              .array(
                z
                  .object({
                    image: z.string().optional(),
                    env: z
                      .array(
                        z
                          .object({
                            name: z.string(),
                            value: z.string().optional(),
                          })
                          .passthrough(),
                      )
                      .default([]),
                  })
                  .passthrough(),
              )
              .default([]),
            volumes: z
              .array(
                z
                  .object({
                    configMap: z
                      .object({ name: z.string() })
                      .passthrough()
                      .optional(),
                  })
                  .passthrough(),
              )
              .default([]),
          })
          .passthrough(),
      })
      .passthrough(),
  })
  .passthrough();

/** The hosts of an Ingress. */
export function hostsOf(ingress: KubernetesObject): string[] {
  const spec = ingressSchema.safeParse(ingress.spec).data;
  return (spec?.rules ?? []).flatMap(rule => rule.host?.toLowerCase() ?? []);
}

function named(objects: KubernetesObject[], name: string | undefined) {
  return objects.find(object => object.metadata.name === name);
}

function isSelected(
  selector: Record<string, string>,
  labels: Record<string, string>,
): boolean {
  const entries = Object.entries(selector);
  return (
    entries.length > 0 && entries.every(([key, value]) => labels[key] === value)
  );
}

function deploymentBehind(around: Surroundings, host: string) {
  const rules = ingressSchema.safeParse(around.ingress.spec).data?.rules ?? [];
  const rule = rules.find(one => one.host?.toLowerCase() === host);
  const backend = rule?.http?.paths[0]?.backend.service?.name;
  const service = named(around.services, backend);
  const selector = serviceSchema.safeParse(service?.spec).data?.selector ?? {};
  for (const object of around.deployments) {
    const spec = deploymentSchema.safeParse(object.spec).data;
    if (spec && isSelected(selector, spec.template.metadata.labels)) {
      return { object, pod: spec.template.spec };
    }
  }
  return undefined;
}

function contentOf(
  around: Surroundings,
  volumes: { configMap?: { name: string } }[],
): Record<string, string> {
  const data = volumes.map(
    volume => named(around.configMaps, volume.configMap?.name)?.data,
  );
  return Object.assign(
    {},
    ...data.map(one => z.record(z.string()).catch({}).parse(one)),
  );
}

const deploymentStatusSchema = z
  .object({ readyReplicas: z.number().default(0) })
  .catch({ readyReplicas: 0 });

/** What an address leads to, from what stands in its namespace. */
export function describeApp(around: Surroundings, host: string): DeployedApp {
  const { metadata } = around.ingress;
  const labels = metadata.labels ?? {};
  const name =
    labels['microapps.dev/app'] ?? metadata.namespace ?? metadata.name;
  const behind = deploymentBehind(around, host);
  const env = behind?.pod.containers.flatMap(container => container.env) ?? [];
  const content = contentOf(around, behind?.pod.volumes ?? []);
  const { readyReplicas } = deploymentStatusSchema.parse(
    behind?.object.status ?? {},
  );
  return {
    name,
    title:
      content.title ??
      env.find(variable => variable.name === 'APP_TITLE')?.value ??
      metadata.annotations?.['microapps.dev/title'] ??
      name,
    environment: labels['microapps.dev/environment'],
    pullRequest: labels['microapps.dev/pull-request'],
    namespace: metadata.namespace ?? '',
    ready: readyReplicas > 0,
    image: behind?.pod.containers[0]?.image,
    headline: content.headline,
    message: content.message,
  };
}
