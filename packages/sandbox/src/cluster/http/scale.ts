import { z } from 'zod';
import { ApiError, badRequest } from '../model/ApiError';
import { isJsonObject, valueAt } from '../model/json';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { jsonPatch } from '../patch/jsonPatch';
import { mergePatch } from '../patch/mergePatch';
import { ObjectApi } from '../rules/ObjectApi';
import { parseBody } from './readBody';
import { ResourceRequest } from './ResourceRequest';

const scaleSchema = z.object({
  spec: z.object({ replicas: z.number().int().nonnegative().default(0) }),
});

/** Answers for `/scale`: the number of replicas as an object of its own. */
export function handleScale(
  api: ObjectApi,
  request: ResourceRequest,
): { status: number; body: JsonObject } {
  const { kind, key, method } = request;
  const current = api.get(kind, key);
  if (method === 'GET') {
    return { status: 200, body: scaleOf(current) };
  }
  const wanted = scaleSchema.safeParse(wantedScale(request, current));
  if (!wanted.success) {
    throw badRequest(`the body is no Scale: ${wanted.error.issues[0].message}`);
  }
  const options = request.writeOptions('Update');
  const { replicas } = wanted.data.spec;
  const scaled = api.patch(
    kind,
    key,
    object => mergePatch(object, { spec: { replicas } }),
    options,
  );
  return { status: 200, body: scaleOf(scaled) };
}

function wantedScale(
  { method, body }: ResourceRequest,
  current: KubernetesObject,
): unknown {
  const content = parseBody({ ...body, mediaType: 'application/json' });
  if (method === 'PUT') {
    return content;
  }
  if (method === 'PATCH') {
    return body.mediaType === 'application/json-patch+json'
      ? jsonPatch(scaleOf(current), content)
      : mergePatch(scaleOf(current), content);
  }
  throw new ApiError(
    405,
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
  );
}

function scaleOf(object: KubernetesObject): JsonObject {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    object.metadata;
  const labels = valueAt(object, ['spec', 'selector', 'matchLabels']);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: valueAt(object, ['spec', 'replicas']) ?? 0 },
    status: {
      replicas: valueAt(object, ['status', 'replicas']) ?? 0,
      ...(isJsonObject(labels)
        ? {
            selector: Object.entries(labels)
              .map(([label, value]) => `${label}=${value}`)
              .join(','),
          }
        : {}),
    },
  };
}
