import { ManagedFieldsEntry } from '../model/KubernetesObject';
import { FieldSet } from './FieldSet';

/** Who writes: the name, how, through which version and subresource. */
export type Manager = {
  name: string;
  operation: 'Apply' | 'Update';
  apiVersion: string;
  subresource?: string;
};

/** A manager, what it holds and since when. */
export type ManagedFields = Manager & { fields: FieldSet; time?: string };

/** Reads `metadata.managedFields`. */
export function readManagedFields(
  entries: readonly ManagedFieldsEntry[] | undefined,
): ManagedFields[] {
  return (entries ?? []).map(entry => ({
    name: entry.manager,
    operation: entry.operation,
    apiVersion: entry.apiVersion,
    subresource: entry.subresource || undefined,
    time: entry.time,
    fields: FieldSet.fromFieldsV1(entry.fieldsV1),
  }));
}

/** Writes `metadata.managedFields`; who holds nothing is left out. */
export function writeManagedFields(
  managers: readonly ManagedFields[],
): ManagedFieldsEntry[] {
  return managers
    .filter(manager => !manager.fields.isEmpty)
    .map(manager => ({
      manager: manager.name,
      operation: manager.operation,
      apiVersion: manager.apiVersion,
      ...(manager.time ? { time: manager.time } : {}),
      fieldsType: 'FieldsV1',
      fieldsV1: manager.fields.toFieldsV1(),
      ...(manager.subresource ? { subresource: manager.subresource } : {}),
    }));
}

/** True when both are the same entry of managedFields. */
export function isSameManager(a: Manager, b: Manager): boolean {
  return (
    a.name === b.name &&
    a.operation === b.operation &&
    a.subresource === b.subresource &&
    // An Update of another version is another entry; an Apply is one whatever its version.
    (a.operation === 'Apply' || a.apiVersion === b.apiVersion)
  );
}

/** A manager as a conflict names it. */
export function printManager(manager: ManagedFields): string {
  const subresource = manager.subresource
    ? ` with subresource ${JSON.stringify(manager.subresource)}`
    : '';
  const version =
    manager.operation === 'Update'
      ? ` using ${manager.apiVersion}${
          manager.time ? ` at ${manager.time}` : ''
        }`
      : '';
  return `${JSON.stringify(manager.name)}${subresource}${version}`;
}
