import { groupOf, type KubernetesObject } from '../kubernetes/KubernetesObject';
import { resourceOf } from '../kubernetes/resourceOf';
import type { ApplicationSpec, ProjectSpec } from './schemas';

/** The address by which Argo CD knows the cluster it lives in. */
export const IN_CLUSTER = 'https://kubernetes.default.svc';

/** The name by which Argo CD knows the cluster it lives in. */
export const IN_CLUSTER_NAME = 'in-cluster';

function glob(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .split('*')
      .map(part => part.replace(/[.+^${}()|[\]\\?]/g, '\\$&'))
      .join('.*')}$`,
  );
}

function permits(pattern: string | undefined, value: string): boolean {
  return pattern === undefined || glob(pattern).test(value);
}

/**
 * Why an AppProject does not permit an Application; `undefined` when it does.
 */
export function forbidden(
  spec: ApplicationSpec,
  project: ProjectSpec,
): string | undefined {
  const { destination, source } = spec;
  const here =
    destination.server === IN_CLUSTER || destination.name === IN_CLUSTER_NAME;
  if (!here) {
    return `there are no clusters with this name: ${
      destination.name ?? destination.server ?? ''
    }`;
  }
  const repository = source.repoURL.replace(/\.git$/, '');
  if (
    !project.sourceRepos.some(pattern =>
      permits(pattern.replace(/\.git$/, ''), repository),
    )
  ) {
    return `application repo ${source.repoURL} is not permitted in project '${spec.project}'`;
  }
  const namespace = destination.namespace ?? '';
  const allowed = project.destinations.some(
    one =>
      (permits(one.server, IN_CLUSTER) || one.server === undefined) &&
      permits(one.name, IN_CLUSTER_NAME) &&
      permits(one.namespace, namespace),
  );
  return allowed
    ? undefined
    : `application destination server '${IN_CLUSTER}' and namespace '${namespace}' do not match any of the allowed destinations in project '${spec.project}'`;
}

type Row = { group: string; kind: string };

function listed(rows: Row[], group: string, kind: string): boolean {
  return rows.some(
    row => glob(row.group).test(group) && glob(row.kind).test(kind),
  );
}

/** Why an AppProject does not permit an object; `undefined` when it does. */
export function forbiddenObject(
  object: KubernetesObject,
  project: ProjectSpec,
  projectName: string,
): string | undefined {
  const { namespaced } = resourceOf(object.apiVersion, object.kind);
  const group = groupOf(object.apiVersion);
  const allowed = namespaced
    ? !listed(project.namespaceResourceBlacklist ?? [], group, object.kind) &&
      (!project.namespaceResourceWhitelist ||
        listed(project.namespaceResourceWhitelist, group, object.kind))
    : listed(project.clusterResourceWhitelist ?? [], group, object.kind);
  return allowed
    ? undefined
    : `resource ${group}:${object.kind} is not permitted in project ${projectName}`;
}
