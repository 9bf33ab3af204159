import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';

/** What a delta mutation of the catalog says. */
export type EntityChanges = { added: Entity[]; removed: Entity[] };

/**
 * What is new or different in `next`, and what of `previous` is gone. An
 * unchanged entity is in neither, so that the catalog does not process it again.
 */
export function diffEntities(
  previous: readonly Entity[],
  next: readonly Entity[],
): EntityChanges {
  const before = byRef(previous);
  const after = byRef(next);
  return {
    added: [...after]
      .filter(([ref, entity]) => !isSame(before.get(ref), entity))
      .map(([, entity]) => entity),
    removed: [...before]
      .filter(([ref]) => !after.has(ref))
      .map(([, entity]) => entity),
  };
}

function byRef(entities: readonly Entity[]): Map<string, Entity> {
  return new Map(entities.map(entity => [stringifyEntityRef(entity), entity]));
}

// Both sides come from the same function, so their keys stand in the same order.
function isSame(one: Entity | undefined, other: Entity): boolean {
  return one !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
