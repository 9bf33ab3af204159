import { z } from 'zod';
import { apiVersionOf, Kind } from '../kinds/Kind';
import { badRequest } from '../model/ApiError';
import { isJsonObject } from '../model/json';
import { KubernetesObject } from '../model/KubernetesObject';
import { encodeStringData } from './secretData';

const strings = z.record(z.string());

const metadataSchema = z
  .object({
    name: z.string(),
    generateName: z.string(),
    namespace: z.string(),
    labels: strings.nullable(),
    annotations: strings.nullable(),
    finalizers: z.array(z.string()).nullable(),
    ownerReferences: z
      .array(
        z
          .object({
            apiVersion: z.string(),
            kind: z.string(),
            name: z.string(),
            uid: z.string(),
          })
          .passthrough(),
      )
      .nullable(),
    managedFields: z.array(z.record(z.unknown())).nullable(),
  })
  .partial()
  .passthrough();

/**
 * Reads the body of a write as an object of the kind at the address.
 *
 * @throws ApiError 400 when it is no such object
 */
export function decodeObject(
  kind: Kind,
  version: string,
  body: unknown,
): KubernetesObject {
  if (!isJsonObject(body)) {
    throw badRequest('the body of the request is not an object');
  }
  const expected = apiVersionOf(kind.group, version);
  checkTyped(kind, expected, body);
  const metadata = metadataSchema.safeParse(body.metadata ?? {});
  if (!metadata.success) {
    const { path, message } = metadata.error.issues[0];
    throw badRequest(
      `${kind.kind} in version "${version}" cannot be handled as a ${
        kind.kind
      }: metadata.${path.join('.')}: ${message}`,
    );
  }
  const object = {
    ...body,
    apiVersion: expected,
    kind: kind.kind,
    metadata: cleanMetadata(metadata.data),
  } as KubernetesObject;
  return kind.group === '' && kind.plural === 'secrets'
    ? encodeStringData(object)
    : object;
}

function checkTyped(
  kind: Kind,
  expected: string,
  body: { [key: string]: unknown },
) {
  // Of built-in kinds the server knows the type from the address.
  if (!kind.custom && !body.kind && !body.apiVersion) {
    return;
  }
  if (!body.kind || !body.apiVersion) {
    throw badRequest(
      `Object '${body.kind ? 'apiVersion' : 'Kind'}' is missing in the body`,
    );
  }
  if (body.apiVersion !== expected) {
    throw badRequest(
      `the API version in the data (${body.apiVersion}) does not match the expected API version (${expected})`,
    );
  }
  if (body.kind !== kind.kind) {
    throw badRequest(
      `the kind in the data (${body.kind}) does not match the expected kind (${kind.kind})`,
    );
  }
}

function cleanMetadata(metadata: { [key: string]: unknown }) {
  const clean: { [key: string]: unknown } = { name: '', ...metadata };
  for (const [field, value] of Object.entries(clean)) {
    const isEmpty =
      value === null ||
      value === undefined ||
      (isJsonObject(value) && !Object.keys(value).length) ||
      // An empty managedFields list is a wish; other empty lists say nothing.
      (Array.isArray(value) && !value.length && field !== 'managedFields');
    if (isEmpty) {
      delete clean[field];
    }
  }
  return clean;
}
