import { Structure } from '../kinds/Structure';
import { JsonObject, KubernetesObject } from '../model/KubernetesObject';
import { FieldSet } from './FieldSet';

/** What the server itself sets; nobody owns it. */
const SERVER_META = [
  'name',
  'generateName',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
  'managedFields',
];

/** The part of an object that managers can own, seen through the resource written to. */
export function ownable(
  object: KubernetesObject,
  options: { status: boolean; subresource?: string },
): JsonObject {
  const { apiVersion, kind, metadata, status, ...rest } = object;
  if (options.status && options.subresource === 'status') {
    return status === undefined ? {} : { status };
  }
  const meta = Object.fromEntries(
    Object.entries(metadata).filter(([field]) => !SERVER_META.includes(field)),
  );
  return {
    ...rest,
    ...(Object.keys(meta).length ? { metadata: meta } : {}),
    ...(options.status || status === undefined ? {} : { status }),
  };
}

/** Owning nothing at all is no ownership of the whole. */
export function withoutRoot(set: FieldSet): FieldSet {
  set.owned = false;
  return set;
}

/** What a write needs to know of the kind and the resource written to. */
export type OwnershipScope = {
  structure: Structure;
  /** The kind has a status subresource. */
  status: boolean;
  subresource?: string;
};
