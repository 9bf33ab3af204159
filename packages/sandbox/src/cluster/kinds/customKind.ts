import { z } from 'zod';
import { KubernetesObject } from '../model/KubernetesObject';
import { withMeta } from './builtinStructures';
import { Kind } from './Kind';
import { schemaStructure } from './schemaStructure';

/** A kind to be served from the start, as if its operator were installed. */
export type KindDefinition = {
  group: string;
  /** The preferred version first. */
  versions: string[];
  kind: string;
  plural: string;
  /** Default: the kind in lower case. */
  singular?: string;
  shortNames?: string[];
  /** Default: true. */
  namespaced?: boolean;
  /** Has a `/status` subresource. Default: true. */
  status?: boolean;
};

const versionSchema = z.object({
  name: z.string().min(1),
  served: z.boolean().default(true),
  storage: z.boolean().default(false),
  schema: z.object({ openAPIV3Schema: z.unknown() }).partial().optional(),
  subresources: z
    .object({ status: z.unknown(), scale: z.unknown() })
    .partial()
    .optional(),
  selectableFields: z.array(z.object({ jsonPath: z.string() })).optional(),
});

/** What of a CustomResourceDefinition's `spec` this server reads. */
export const definitionSpecSchema = z.object({
  group: z.string().min(1),
  scope: z.enum(['Namespaced', 'Cluster']),
  names: z.object({
    kind: z.string().min(1),
    plural: z.string().min(1),
    singular: z.string().optional(),
    listKind: z.string().optional(),
    shortNames: z.array(z.string()).optional(),
    categories: z.array(z.string()).optional(),
  }),
  versions: z.array(versionSchema).min(1),
});

/** The kind that a CustomResourceDefinition defines, or `undefined` when it serves none. */
export function kindOfDefinition(
  definition: KubernetesObject,
): Kind | undefined {
  const parsed = definitionSpecSchema.safeParse(definition.spec);
  if (!parsed.success) {
    return undefined;
  }
  const { group, scope, names, versions } = parsed.data;
  const served = versions.filter(version => version.served);
  if (!served.length) {
    return undefined;
  }
  const storage = versions.find(version => version.storage) ?? served[0];
  return {
    group,
    versions: served.map(version => version.name).sort(byVersionPriority),
    kind: names.kind,
    listKind: names.listKind ?? `${names.kind}List`,
    plural: names.plural,
    singular: names.singular || names.kind.toLowerCase(),
    shortNames: names.shortNames ?? [],
    categories: names.categories ?? [],
    namespaced: scope === 'Namespaced',
    status: storage.subresources?.status !== undefined,
    scale: false,
    generation: true,
    custom: true,
    selectableFields: (storage.selectableFields ?? []).map(field =>
      field.jsonPath.replace(/^\./, ''),
    ),
    structure: withMeta(schemaStructure(storage.schema?.openAPIV3Schema)),
  };
}

/** The CustomResourceDefinition of a kind given as an option. */
export function definitionOfKind(kind: KindDefinition): KubernetesObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${kind.plural}.${kind.group}` },
    spec: {
      group: kind.group,
      scope: kind.namespaced === false ? 'Cluster' : 'Namespaced',
      names: {
        kind: kind.kind,
        listKind: `${kind.kind}List`,
        plural: kind.plural,
        singular: kind.singular ?? kind.kind.toLowerCase(),
        ...(kind.shortNames ? { shortNames: kind.shortNames } : {}),
      },
      versions: kind.versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            'x-kubernetes-preserve-unknown-fields': true,
          },
        },
        ...(kind.status === false ? {} : { subresources: { status: {} } }),
      })),
    },
  };
}

/** v2 before v1 before v1beta2 before v1alpha1: Kubernetes' order of preference. */
function byVersionPriority(a: string, b: string): number {
  const [left, right] = [versionPriority(a), versionPriority(b)];
  for (let i = 0; i < left.length; i++) {
    if (left[i] !== right[i]) {
      return right[i] - left[i];
    }
  }
  return a < b ? -1 : 1;
}

function versionPriority(version: string): [number, number, number] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  if (!match) {
    return [-1, 0, 0];
  }
  const stability = { alpha: 0, beta: 1 }[match[2]] ?? 2;
  return [stability, Number(match[1]), Number(match[3] ?? 0)];
}
