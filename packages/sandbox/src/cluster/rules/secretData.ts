import { isJsonObject } from '../model/json';
import { KubernetesObject } from '../model/KubernetesObject';

/** Moves a Secret's write-only `stringData` into `data`. */
export function encodeStringData(secret: KubernetesObject): KubernetesObject {
  if (!isJsonObject(secret.stringData)) {
    return secret;
  }
  const { stringData, ...rest } = secret;
  const encoded = Object.entries(secret.stringData).map(([key, value]) => [
    key,
    Buffer.from(String(value)).toString('base64'),
  ]);
  return {
    ...rest,
    data: { ...(secret.data as object), ...Object.fromEntries(encoded) },
  } as KubernetesObject;
}
