import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import {
  kubernetesObjectSchema,
  type KubernetesObject,
} from '../kubernetes/KubernetesObject';

const listSchema = z
  .object({ kind: z.string().endsWith('List'), items: z.array(z.unknown()) })
  .passthrough();

/**
 * The objects of a YAML stream; those of a `List` one by one.
 *
 * @throws Error when a document is no YAML or no Kubernetes object.
 */
export function parseManifests(text: string): KubernetesObject[] {
  const values = parseAllDocuments(text).flatMap(document => {
    if (document.errors?.length) {
      throw document.errors[0];
    }
    return [document.toJS() as unknown];
  });
  return values
    .filter(value => value !== null && value !== undefined)
    .flatMap(value => {
      const list = listSchema.safeParse(value);
      return list.success ? list.data.items : [value];
    })
    .map(value => {
      const object = kubernetesObjectSchema.safeParse(value);
      if (!object.success) {
        const { path, message } = object.error.issues[0];
        throw new Error(
          `a document is no Kubernetes object: ${path.join('.')}: ${message}`,
        );
      }
      return object.data;
    });
}
