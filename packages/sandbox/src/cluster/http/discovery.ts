import { Kind, resourceName } from '../kinds/Kind';
import { KindRegistry } from '../kinds/KindRegistry';
import { JsonObject } from '../model/KubernetesObject';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const SUBRESOURCE_VERBS = ['get', 'patch', 'update'];

/** What the sandbox says it is; no more than what it behaves like. */
const VERSION = {
  major: '1',
  minor: '33',
  gitVersion: 'v1.33.0+sandbox',
  gitCommit: '',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: '',
  compiler: '',
  platform: '',
};

/** Answers the addresses that say what is served; `undefined` for any other. */
export function discover(
  registry: KindRegistry,
  parts: readonly string[],
): JsonObject | undefined {
  const [root, second, third] = parts;
  if (root === 'version' && parts.length === 1) {
    return VERSION;
  }
  if (root === 'api' && parts.length === 1) {
    return { kind: 'APIVersions', versions: ['v1'] };
  }
  if (root === 'api' && parts.length === 2) {
    return resourceList(registry, '', second);
  }
  if (root === 'apis' && parts.length === 1) {
    return {
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: [...registry.groups()].map(([name, versions]) =>
        group(name, versions),
      ),
    };
  }
  if (root === 'apis' && parts.length === 2) {
    const versions = registry.groups().get(second);
    return (
      versions && {
        kind: 'APIGroup',
        apiVersion: 'v1',
        ...group(second, versions),
      }
    );
  }
  if (root === 'apis' && parts.length === 3) {
    return resourceList(registry, second, third);
  }
  return undefined;
}

function group(name: string, versions: string[]): JsonObject {
  const listed = versions.map(version => ({
    groupVersion: `${name}/${version}`,
    version,
  }));
  return { name, versions: listed, preferredVersion: listed[0] };
}

function resourceList(
  registry: KindRegistry,
  groupName: string,
  version: string,
): JsonObject | undefined {
  const kinds = registry
    .all()
    .filter(kind => registry.find(groupName, version, kind.plural) === kind);
  return kinds.length
    ? {
        kind: 'APIResourceList',
        apiVersion: 'v1',
        groupVersion: groupName ? `${groupName}/${version}` : version,
        resources: kinds.flatMap(resources),
      }
    : undefined;
}

function resources(kind: Kind): JsonObject[] {
  const main = {
    name: kind.plural,
    singularName: kind.singular,
    namespaced: kind.namespaced,
    kind: kind.kind,
    verbs: VERBS,
    ...(kind.shortNames.length ? { shortNames: kind.shortNames } : {}),
    ...(kind.categories.length ? { categories: kind.categories } : {}),
    storageVersionHash: storageHash(kind),
  };
  const subresource = (name: string, other?: JsonObject) => ({
    name: `${kind.plural}/${name}`,
    singularName: '',
    namespaced: kind.namespaced,
    kind: kind.kind,
    verbs: SUBRESOURCE_VERBS,
    ...other,
  });
  return [
    main,
    ...(kind.status ? [subresource('status')] : []),
    ...(kind.scale
      ? [
          subresource('scale', {
            group: 'autoscaling',
            version: 'v1',
            kind: 'Scale',
          }),
        ]
      : []),
  ];
}

function storageHash(kind: Kind): string {
  return Buffer.from(resourceName(kind)).toString('base64').slice(0, 12);
}
