import { Kind, resourceName } from '../kinds/Kind';
import { definitionSpecSchema } from '../kinds/customKind';
import { badRequest, invalid, StatusCause } from '../model/ApiError';
import { isJsonObject, jsonEqual, valueAt } from '../model/json';
import { KubernetesObject } from '../model/KubernetesObject';
import { objectSelector } from '../selectors/labelSelector';

type Cause = Required<StatusCause>;

const SUBDOMAIN =
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const PATH_SEGMENT = /^(?!\.{1,2}$)[^/%]+$/;
const LABEL_VALUE = /^([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?$/;
const QUALIFIED_NAME =
  /^([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;

const IMMUTABLE: { [resource: string]: string[] } = {
  'deployments.apps': ['spec.selector'],
  'replicasets.apps': ['spec.selector'],
  'daemonsets.apps': ['spec.selector'],
  'statefulsets.apps': ['spec.selector', 'spec.serviceName'],
  'jobs.batch': ['spec.selector', 'spec.template'],
  services: ['spec.clusterIP'],
};

/**
 * Checks an object before it is stored: names, labels, and of the built-in kinds
 * the rules that manifests break most often. Schemas are not checked.
 *
 * @throws ApiError 422 naming every field that is wrong
 */
export function validateObject(
  kind: Kind,
  object: KubernetesObject,
  live?: KubernetesObject,
): void {
  const resource = resourceName(kind);
  const causes = [
    ...nameCauses(kind, object.metadata.name),
    ...labelCauses(object),
    ...kindCauses(resource, object),
    ...(live ? immutableCauses(resource, object, live) : []),
  ];
  if (causes.length) {
    throw invalid(kind, object.metadata.name, causes);
  }
}

function nameCauses(kind: Kind, name: string): Cause[] {
  if (!name) {
    return [required('metadata.name', 'name or generateName is required')];
  }
  if (kind.group === 'rbac.authorization.k8s.io') {
    return PATH_SEGMENT.test(name)
      ? []
      : [wrong('metadata.name', name, 'may not contain / or %')];
  }
  const isLabel =
    kind.group === '' && ['namespaces', 'services'].includes(kind.plural);
  const isFine = isLabel
    ? LABEL_NAME.test(name) && name.length <= 63
    : SUBDOMAIN.test(name) && name.length <= 253;
  return isFine
    ? []
    : [
        wrong(
          'metadata.name',
          name,
          isLabel
            ? "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', must start and end with an alphanumeric character and be at most 63 characters long"
            : "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
        ),
      ];
}

function labelCauses({ metadata }: KubernetesObject): Cause[] {
  const labels = Object.entries(metadata.labels ?? {});
  return [
    ...[...labels, ...Object.entries(metadata.annotations ?? {})]
      .filter(([key]) => !QUALIFIED_NAME.test(key))
      .map(([key]) =>
        wrong('metadata.labels', key, 'name part must be a qualified name'),
      ),
    ...labels
      .filter(([, value]) => !LABEL_VALUE.test(value))
      .map(([, value]) =>
        wrong(
          'metadata.labels',
          value,
          "a valid label must be an empty string or at most 63 alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
        ),
      ),
  ];
}

function kindCauses(resource: string, object: KubernetesObject): Cause[] {
  switch (resource) {
    case 'deployments.apps':
    case 'replicasets.apps':
    case 'statefulsets.apps':
    case 'daemonsets.apps':
      return workloadCauses(object);
    case 'pods':
      return containerCauses(object, ['spec']);
    case 'jobs.batch':
      return containerCauses(object, ['spec', 'template', 'spec']);
    case 'cronjobs.batch':
      return [
        ...(valueAt(object, ['spec', 'schedule'])
          ? []
          : [required('spec.schedule')]),
        ...containerCauses(object, [
          'spec',
          'jobTemplate',
          'spec',
          'template',
          'spec',
        ]),
      ];
    case 'configmaps':
    case 'secrets':
      checkData(object);
      return [];
    case 'customresourcedefinitions.apiextensions.k8s.io':
      return definitionCauses(object);
    default:
      return [];
  }
}

function workloadCauses(object: KubernetesObject): Cause[] {
  const selector = valueAt(object, ['spec', 'selector']);
  const labels = valueAt(object, ['spec', 'template', 'metadata', 'labels']);
  const causes = containerCauses(object, ['spec', 'template', 'spec']);
  if (!isJsonObject(selector)) {
    return [required('spec.selector'), ...causes];
  }
  const own = isJsonObject(labels) ? (labels as { [key: string]: string }) : {};
  return objectSelector(selector)(own)
    ? causes
    : [
        wrong(
          'spec.template.metadata.labels',
          own,
          '`selector` does not match template `labels`',
        ),
        ...causes,
      ];
}

function containerCauses(object: KubernetesObject, path: string[]): Cause[] {
  const field = `${path.join('.')}.containers`;
  const containers = valueAt(object, [...path, 'containers']);
  if (!Array.isArray(containers) || !containers.length) {
    return [required(field)];
  }
  return containers.flatMap((container, index) =>
    ['name', 'image']
      .filter(name => !isJsonObject(container) || !container[name])
      .map(name => required(`${field}[${index}].${name}`)),
  );
}

function checkData(object: KubernetesObject): void {
  const data = isJsonObject(object.data) ? Object.entries(object.data) : [];
  for (const [key, value] of data) {
    if (typeof value !== 'string') {
      throw badRequest(
        `${object.kind} in version "v1" cannot be handled as a ${
          object.kind
        }: data.${key}: cannot use a ${typeof value} as a string`,
      );
    }
    if (object.kind === 'Secret' && !isBase64(value)) {
      throw badRequest(
        `Secret in version "v1" cannot be handled as a Secret: data.${key}: illegal base64 data`,
      );
    }
  }
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text);
}

function definitionCauses(object: KubernetesObject): Cause[] {
  const spec = definitionSpecSchema.safeParse(object.spec);
  if (!spec.success) {
    return spec.error.issues.map(issue =>
      wrong(`spec.${issue.path.join('.')}`, undefined, issue.message),
    );
  }
  const name = `${spec.data.names.plural}.${spec.data.group}`;
  return object.metadata.name === name
    ? []
    : [
        wrong(
          'metadata.name',
          object.metadata.name,
          'must be spec.names.plural+"."+spec.group',
        ),
      ];
}

function immutableCauses(
  resource: string,
  object: KubernetesObject,
  live: KubernetesObject,
): Cause[] {
  return (IMMUTABLE[resource] ?? [])
    .filter(
      field =>
        !jsonEqual(
          valueAt(object, field.split('.')),
          valueAt(live, field.split('.')),
        ),
    )
    .map(field =>
      wrong(field, valueAt(object, field.split('.')), 'field is immutable'),
    );
}

function required(field: string, detail = ''): Cause {
  return {
    reason: 'FieldValueRequired',
    message: `Required value${detail && `: ${detail}`}`,
    field,
  };
}

function wrong(field: string, value: unknown, detail: string): Cause {
  return {
    reason: 'FieldValueInvalid',
    message: `Invalid value: ${JSON.stringify(value) ?? 'null'}: ${detail}`,
    field,
  };
}
