import { z } from 'zod';
import { resourceName } from '../kinds/Kind';
import { ApiError, badRequest, invalid } from '../model/ApiError';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { jsonPatch } from '../patch/jsonPatch';
import { mergePatch } from '../patch/mergePatch';
import { strategicMergePatch } from '../patch/strategicMergePatch';
import { decodeObject } from '../rules/decodeObject';
import { listObjects } from '../rules/listObjects';
import { ObjectApi } from '../rules/ObjectApi';
import { DeleteOptions } from '../rules/prepareDelete';
import { parseBody, unsupportedMediaType } from './readBody';
import { ResourceRequest } from './ResourceRequest';
import { handleScale } from './scale';

/** An answer in JSON. */
export type JsonAnswer = { status: number; body: JsonObject };

const JSON_PATCH = 'application/json-patch+json';
const MERGE_PATCH = 'application/merge-patch+json';
const STRATEGIC_PATCH = 'application/strategic-merge-patch+json';
const APPLY_PATCH = 'application/apply-patch+yaml';

const deleteOptionsSchema = z
  .object({
    propagationPolicy: z.string().nullable(),
    orphanDependents: z.boolean().nullable(),
    dryRun: z.array(z.string()).nullable(),
    preconditions: z
      .object({ uid: z.string(), resourceVersion: z.string() })
      .partial()
      .nullable(),
  })
  .partial();

/**
 * Answers a request for objects, watches excepted.
 *
 * @throws ApiError for every failure
 */
export function handleResource(
  api: ObjectApi,
  request: ResourceRequest,
): JsonAnswer {
  const { name, subresource } = request.path;
  if (subresource === 'scale' && request.kind.scale) {
    return handleScale(api, request);
  }
  if (name === undefined) {
    return handleCollection(api, request);
  }
  switch (request.method) {
    case 'GET':
      return answer(request, api.get(request.kind, request.key));
    case 'PUT':
      return replace(api, request);
    case 'PATCH':
      return patch(api, request);
    case 'DELETE':
      if (!subresource) {
        return remove(api, request);
      }
      throw methodNotAllowed();
    default:
      throw methodNotAllowed();
  }
}

function handleCollection(
  api: ObjectApi,
  request: ResourceRequest,
): JsonAnswer {
  switch (request.method) {
    case 'GET':
      return list(api, request);
    case 'POST':
      return create(api, request);
    case 'DELETE':
      return removeAll(api, request);
    default:
      throw methodNotAllowed();
  }
}

function list(api: ObjectApi, request: ResourceRequest): JsonAnswer {
  const page = listObjects(api.store, request.kind, {
    ...request.selection(),
    namespace: request.path.namespace,
    limit: request.number('limit'),
    continueToken: request.text('continue'),
    resourceVersion: request.text('resourceVersion'),
    resourceVersionMatch: request.text('resourceVersionMatch'),
  });
  return { status: 200, body: request.representation.list(page) };
}

function create(api: ObjectApi, request: ResourceRequest): JsonAnswer {
  const { kind, path } = request;
  const object = decodeObject(kind, path.version, parseBody(request.body));
  const created = api.create(
    kind,
    path.namespace,
    object,
    request.writeOptions('Update'),
  );
  return answer(request, created, 201);
}

function replace(api: ObjectApi, request: ResourceRequest): JsonAnswer {
  const { kind, path, key } = request;
  const object = decodeObject(kind, path.version, parseBody(request.body));
  return answer(
    request,
    api.update(kind, key, object, request.writeOptions('Update')),
  );
}

function patch(api: ObjectApi, request: ResourceRequest): JsonAnswer {
  const { kind, key, body } = request;
  if (body.mediaType === APPLY_PATCH) {
    return apply(api, request);
  }
  if (request.query.has('force')) {
    throw invalid({ kind: 'PatchOptions', group: 'meta.k8s.io' }, '', [
      {
        reason: 'FieldValueForbidden',
        message: 'Forbidden: may not be specified for non-apply patch',
        field: 'force',
      },
    ]);
  }
  const change = patchFunction(request);
  return answer(
    request,
    api.patch(kind, key, change, request.writeOptions('Update')),
  );
}

function patchFunction(
  request: ResourceRequest,
): (current: KubernetesObject) => unknown {
  const { kind, body } = request;
  const content = () => parseBody({ ...body, mediaType: 'application/json' });
  if (body.mediaType === JSON_PATCH) {
    const operations = content();
    return current => jsonPatch(current, operations);
  }
  if (body.mediaType === MERGE_PATCH) {
    const fields = content();
    return current => mergePatch(current, fields);
  }
  // Kubernetes knows the merge keys of its own kinds only.
  if (body.mediaType === STRATEGIC_PATCH && !kind.custom) {
    const fields = content();
    return current => strategicMergePatch(current, fields, kind.structure);
  }
  throw unsupportedMediaType([
    JSON_PATCH,
    MERGE_PATCH,
    ...(kind.custom ? [] : [STRATEGIC_PATCH]),
    APPLY_PATCH,
  ]);
}

function apply(api: ObjectApi, request: ResourceRequest): JsonAnswer {
  const { kind, path, key, body } = request;
  if (!request.text('fieldManager')) {
    throw invalid({ kind: 'PatchOptions', group: 'meta.k8s.io' }, '', [
      {
        reason: 'FieldValueRequired',
        message: 'Required value: is required for apply patch',
        field: 'fieldManager',
      },
    ]);
  }
  const config = decodeObject(kind, path.version, parseBody(body));
  const { object, created } = api.apply(kind, key, config, {
    ...request.writeOptions('Apply'),
    force: request.flag('force'),
  });
  return answer(request, object, created ? 201 : 200);
}

function remove(api: ObjectApi, request: ResourceRequest): JsonAnswer {
  const { kind, key } = request;
  const { held, deleted } = api.delete(kind, key, deleteOptions(request));
  if (held) {
    return answer(request, held);
  }
  return {
    status: 200,
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name: deleted.metadata.name,
        ...(kind.group ? { group: kind.group } : {}),
        kind: kind.plural,
        uid: deleted.metadata.uid,
      },
    },
  };
}

function removeAll(api: ObjectApi, request: ResourceRequest): JsonAnswer {
  const { kind, path } = request;
  const options = deleteOptions(request);
  const selection = request.selection();
  const items = api.store
    .collection(resourceName(kind))
    .list(path.namespace)
    .filter(selection.matches);
  for (const item of items) {
    api.delete(kind, item.metadata, options);
  }
  return {
    status: 200,
    body: request.representation.list({
      items,
      resourceVersion: api.store.resourceVersion,
    }),
  };
}

function deleteOptions(
  request: ResourceRequest,
): DeleteOptions & { dryRun: boolean } {
  const body = deleteOptionsSchema.safeParse(parseBody(request.body) ?? {});
  if (!body.success) {
    throw badRequest(
      `the body is no DeleteOptions: ${body.error.issues[0].message}`,
    );
  }
  const { propagationPolicy, orphanDependents, dryRun, preconditions } =
    body.data;
  return {
    propagation: orphanDependents
      ? 'Orphan'
      : request.propagation(
          propagationPolicy ?? request.text('propagationPolicy'),
        ),
    preconditions: preconditions ?? undefined,
    dryRun: request.isDryRun([
      ...(dryRun ?? []),
      ...request.query.getAll('dryRun'),
    ]),
  };
}

function answer(
  request: ResourceRequest,
  object: KubernetesObject,
  status = 200,
): JsonAnswer {
  return { status, body: request.representation.object(object) };
}

/** 405, as Kubernetes says it. */
export function methodNotAllowed(): ApiError {
  return new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}
