import { apiVersionOf, Kind } from '../kinds/Kind';
import { ApiError } from '../model/ApiError';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { ObjectList } from '../rules/listObjects';

const META_VERSION = 'meta.k8s.io/v1';

const TABLE_COLUMNS = [
  {
    name: 'Name',
    type: 'string',
    format: 'name',
    description: 'Name must be unique within a namespace.',
    priority: 0,
  },
  {
    name: 'Created At',
    type: 'date',
    format: '',
    description: 'When the object was created.',
    priority: 0,
  },
];

/** The form in which objects are answered. */
export type Representation = {
  object(object: KubernetesObject): JsonObject;
  list(list: ObjectList): JsonObject;
  /** The object of a bookmark, which says nothing but a version. */
  bookmark(metadata: JsonObject): JsonObject;
};

const METADATA_ONLY: Representation = {
  object: partial,
  list: list => ({
    kind: 'PartialObjectMetadataList',
    apiVersion: META_VERSION,
    metadata: listMeta(list),
    items: list.items.map(partial),
  }),
  bookmark: metadata => ({
    kind: 'PartialObjectMetadata',
    apiVersion: META_VERSION,
    metadata,
  }),
};

const TABLE: Representation = {
  object: object =>
    table({ resourceVersion: object.metadata.resourceVersion }, [object]),
  list: list => table(listMeta(list), list.items),
  bookmark: metadata => table(metadata, []),
};

/**
 * Chooses the form that `Accept` asks for: whole objects, metadata only, or a Table.
 *
 * @throws ApiError 406 when only forms are accepted that are not to be had
 */
export function chooseRepresentation(
  accept: string | undefined,
  kind: Kind,
  version: string,
): Representation {
  for (const offer of (accept ?? '*/*').split(',')) {
    const [mediaType, ...parameters] = offer
      .split(';')
      .map(part => part.trim());
    if (!['application/json', 'application/*', '*/*'].includes(mediaType)) {
      continue;
    }
    const as = parameters.find(part => part.startsWith('as='))?.slice(3);
    const isMeta =
      parameters.includes('g=meta.k8s.io') && parameters.includes('v=v1');
    if (as === undefined) {
      return wholeObjects(kind, version);
    }
    if (isMeta && as.startsWith('PartialObjectMetadata')) {
      return METADATA_ONLY;
    }
    if (isMeta && as === 'Table') {
      return TABLE;
    }
  }
  throw new ApiError(
    406,
    'NotAcceptable',
    'only the following media types are accepted: application/json, application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1, application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1, application/json;as=Table;g=meta.k8s.io;v=v1',
  );
}

function wholeObjects(kind: Kind, version: string): Representation {
  const apiVersion = apiVersionOf(kind.group, version);
  const inVersion = (object: KubernetesObject) =>
    object.apiVersion === apiVersion ? object : { ...object, apiVersion };
  return {
    object: inVersion,
    list: list => ({
      kind: kind.listKind,
      apiVersion,
      metadata: listMeta(list),
      items: list.items.map(inVersion),
    }),
    bookmark: metadata => ({ kind: kind.kind, apiVersion, metadata }),
  };
}

function partial(object: KubernetesObject): JsonObject {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: META_VERSION,
    metadata: object.metadata,
  };
}

function table(metadata: JsonObject, objects: KubernetesObject[]): JsonObject {
  return {
    kind: 'Table',
    apiVersion: META_VERSION,
    metadata,
    columnDefinitions: TABLE_COLUMNS,
    rows: objects.map(object => ({
      cells: [object.metadata.name, object.metadata.creationTimestamp],
      object: partial(object),
    })),
  };
}

function listMeta(list: ObjectList): JsonObject {
  return {
    resourceVersion: String(list.resourceVersion),
    ...(list.continueToken ? { continue: list.continueToken } : {}),
    ...(list.remainingItemCount === undefined
      ? {}
      : { remainingItemCount: list.remainingItemCount }),
  };
}
