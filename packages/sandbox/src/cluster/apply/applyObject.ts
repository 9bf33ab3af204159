import { ApiError } from '../model/ApiError';
import { withoutNulls } from '../model/json';
import { KubernetesObject } from '../model/KubernetesObject';
import { compareFields } from './compareFields';
import { FieldSet } from './FieldSet';
import { fieldSetOf } from './fieldSetOf';
import {
  isSameManager,
  ManagedFields,
  Manager,
  printManager,
  readManagedFields,
} from './managers';
import { mergeApplied, removeFields } from './mergeApplied';
import { ownable, OwnershipScope, withoutRoot } from './ownedFields';
import { withManagers } from './trackUpdate';

/**
 * Server-side apply: puts the configuration over the live object, removes what the
 * same manager applied earlier and no longer does, and records who holds what.
 *
 * @param live - the object as it is; for a create just its name
 * @throws ApiError 409 naming the managers whose fields would change, unless forced
 */
export function applyObject(options: {
  live: KubernetesObject;
  config: KubernetesObject;
  manager: Manager;
  scope: OwnershipScope;
  force: boolean;
  now: string;
}): KubernetesObject {
  const { live, manager, scope, force, now } = options;
  const liveFields = ownable(live, scope);
  const config = withoutNulls(ownable(options.config, scope));
  const fields = withoutRoot(fieldSetOf(config, scope.structure));

  const managers = readManagedFields(live.metadata.managedFields);
  const own = managers.find(entry => isSameManager(entry, manager));
  let others = managers.filter(entry => entry !== own);

  const merged = mergeApplied(liveFields, config, scope.structure);
  const { changed } = compareFields(liveFields, merged, scope.structure);
  const conflicts = others
    .map(entry => ({ ...entry, fields: entry.fields.intersection(changed) }))
    .filter(entry => !entry.fields.isEmpty);
  if (conflicts.length && !force) {
    throw conflictOf(conflicts);
  }
  others = others.map(entry => ({
    ...entry,
    fields: entry.fields.difference(changed),
  }));

  const held = others.reduce(
    (sum, entry) => sum.union(entry.fields),
    new FieldSet().union(fields),
  );
  const dropped = own?.fields.difference(held) ?? new FieldSet();
  const result = removeFields(merged, scope.structure, dropped, held);
  const isUnchanged =
    own !== undefined &&
    changed.isEmpty &&
    own.fields.difference(fields).isEmpty &&
    fields.difference(own.fields).isEmpty;
  return withManagers(putBack(live, result as typeof liveFields, scope), [
    ...others,
    { ...manager, fields, time: isUnchanged ? own.time : now },
  ]);
}

/** The live object with the ownable part replaced. */
function putBack(
  live: KubernetesObject,
  result: { [key: string]: unknown },
  scope: OwnershipScope,
): KubernetesObject {
  if (scope.status && scope.subresource === 'status') {
    return { ...live, status: result.status };
  }
  const { metadata, ...rest } = result;
  const serverMeta = { ...live.metadata };
  const applied = (ownable(live, scope).metadata ?? {}) as object;
  for (const field of Object.keys(applied)) {
    delete serverMeta[field];
  }
  return {
    apiVersion: live.apiVersion,
    kind: live.kind,
    metadata: { ...serverMeta, ...(metadata as object | undefined) },
    ...(scope.status && live.status !== undefined
      ? { status: live.status }
      : {}),
    ...rest,
  } as KubernetesObject;
}

function conflictOf(conflicts: ManagedFields[]): ApiError {
  const causes = conflicts.flatMap(entry =>
    entry.fields.paths().map(field => ({
      reason: 'FieldManagerConflict',
      message: `conflict with ${printManager(entry)}`,
      field,
    })),
  );
  const count =
    causes.length === 1 ? '1 conflict' : `${causes.length} conflicts`;
  const said =
    causes.length === 1
      ? `${causes[0].message}: ${causes[0].field}`
      : conflicts
          .map(
            entry =>
              `conflicts with ${printManager(entry)}:\n${entry.fields
                .paths()
                .map(path => `- ${path}`)
                .join('\n')}`,
          )
          .join('\n');
  return new ApiError(409, 'Conflict', `Apply failed with ${count}: ${said}`, {
    details: { causes },
  });
}
