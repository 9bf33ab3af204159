import { KubernetesObject } from '../model/KubernetesObject';
import { compareFields } from './compareFields';
import { FieldSet } from './FieldSet';
import {
  isSameManager,
  ManagedFields,
  Manager,
  readManagedFields,
  writeManagedFields,
} from './managers';
import { ownable, OwnershipScope, withoutRoot } from './ownedFields';

/**
 * Gives an object written by create, update or patch its `managedFields`: the
 * writer takes over what it changed, and nobody holds what it removed.
 *
 * @param live - the object before; `undefined` for a create
 */
export function trackUpdate(options: {
  live: KubernetesObject | undefined;
  next: KubernetesObject;
  manager: Manager;
  scope: OwnershipScope;
  now: string;
}): KubernetesObject {
  const { live, next, manager, scope, now } = options;
  const { changed, removed } = compareFields(
    live ? ownable(live, scope) : {},
    ownable(next, scope),
    scope.structure,
  );
  withoutRoot(changed);
  // An empty list given is the client's wish to start over.
  const forget = next.metadata.managedFields?.length === 0;
  const before = forget ? [] : readManagedFields(live?.metadata.managedFields);
  if (changed.isEmpty && removed.isEmpty && !forget) {
    return withManagers(next, before);
  }
  const others = before
    .filter(entry => !isSameManager(entry, manager))
    .map(entry => ({
      ...entry,
      fields: entry.fields.difference(changed).difference(removed),
    }));
  const own = before.find(entry => isSameManager(entry, manager));
  const fields = (own?.fields ?? new FieldSet())
    .difference(removed)
    .union(changed);
  const isUnchanged = own && changed.isEmpty;
  return withManagers(next, [
    ...others,
    { ...manager, fields, time: isUnchanged ? own.time : now },
  ]);
}

/** The object with these managers; none leaves the field away. */
export function withManagers(
  object: KubernetesObject,
  managers: readonly ManagedFields[],
): KubernetesObject {
  const { managedFields, ...metadata } = object.metadata;
  const entries = writeManagedFields(managers);
  return {
    ...object,
    metadata: entries.length
      ? { ...metadata, managedFields: entries }
      : metadata,
  };
}
