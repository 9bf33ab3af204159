import { assessHealth, worstHealth, type Health } from '../health/assessHealth';
import {
  groupOf,
  versionOf,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';
import { matchesDesired } from '../kubernetes/matchesDesired';

/** An object that is wanted, one that is there, or both. */
export type ComparedObject = {
  desired?: KubernetesObject;
  live?: KubernetesObject;
  /** The object last applied was another one. */
  changedSinceApplied?: boolean;
};

/** An item of `status.resources`. */
export type ResourceStatus = {
  group?: string;
  version: string;
  kind: string;
  namespace?: string;
  name: string;
  status: 'Synced' | 'OutOfSync';
  health?: Health;
  requiresPruning?: boolean;
};

/** What comparing an Application gives. */
export type Comparison = {
  sync: 'Synced' | 'OutOfSync';
  health: Health;
  resources: ResourceStatus[];
  summary: { images?: string[]; externalURLs?: string[] };
};

function healthOf({ desired, live }: ComparedObject): Health | undefined {
  if (!live) {
    return { status: 'Missing' };
  }
  // What is to be pruned says nothing of how the application is.
  return desired ? assessHealth(live) : undefined;
}

function isSynced({ desired, live, changedSinceApplied }: ComparedObject) {
  return Boolean(
    desired &&
      live &&
      !changedSinceApplied &&
      !live.metadata.deletionTimestamp &&
      matchesDesired(withoutStatus(desired), live),
  );
}

function withoutStatus({ status: _, ...rest }: KubernetesObject) {
  return rest;
}

function resourceStatus(compared: ComparedObject): ResourceStatus {
  const object = compared.desired ?? compared.live!;
  const group = groupOf(object.apiVersion);
  const health = healthOf(compared);
  return {
    ...(group ? { group } : {}),
    version: versionOf(object.apiVersion),
    kind: object.kind,
    ...(object.metadata.namespace
      ? { namespace: object.metadata.namespace }
      : {}),
    name: object.metadata.name,
    status: isSynced(compared) ? 'Synced' : 'OutOfSync',
    ...(health ? { health } : {}),
    ...(compared.desired ? {} : { requiresPruning: true }),
  };
}

/** The images of every container that an object runs. */
export function imagesOf(object: KubernetesObject): string[] {
  const { spec } = object as any;
  const pod =
    spec?.template?.spec ?? spec?.jobTemplate?.spec?.template?.spec ?? spec;
  return [...(pod?.initContainers ?? []), ...(pod?.containers ?? [])].flatMap(
    (container: any) =>
      typeof container?.image === 'string' ? [container.image] : [],
  );
}

/** The addresses at which an Ingress answers, as Argo CD names them. */
export function externalUrlsOf(object: KubernetesObject): string[] {
  if (object.kind !== 'Ingress') {
    return [];
  }
  const { spec } = object as any;
  const secured = new Set(
    (spec?.tls ?? []).flatMap((entry: any) => entry?.hosts ?? []),
  );
  return (spec?.rules ?? []).flatMap((rule: any) => {
    const paths: any[] = rule?.http?.paths ?? [{}];
    return rule?.host
      ? paths.map(path => {
          const scheme = secured.has(rule.host) ? 'https' : 'http';
          const rest = String(path?.path ?? '').replace(/\*$/, '');
          return `${scheme}://${rule.host}${rest}`;
        })
      : [];
  });
}

function sorted(values: string[]): string[] | undefined {
  return values.length > 0 ? [...new Set(values)].sort() : undefined;
}

/** Compares what is wanted with what is there. */
export function compareApplication(objects: ComparedObject[]): Comparison {
  const resources = objects.map(resourceStatus);
  const live = objects.flatMap(compared => compared.live ?? []);
  return {
    resources,
    sync: resources.every(resource => resource.status === 'Synced')
      ? 'Synced'
      : 'OutOfSync',
    health: worstHealth(resources.map(resource => resource.health)),
    summary: {
      images: sorted(live.flatMap(imagesOf)),
      externalURLs: sorted(live.flatMap(externalUrlsOf)),
    },
  };
}
