import { isDeepStrictEqual } from 'node:util';
import type { Fact } from '@microapps/plugin-microapps-node';

/** A fact and the cluster that it was seen in. */
export type PlacedFact = {
  cluster: string;
  fact: Fact;
};

/** Where facts come from: one kind in one cluster. */
export type FactOrigin = {
  cluster: string;
  kind: string;
};

/**
 * All facts, held under the object that they came from, so that a new list
 * replaces exactly what the same kind of the same cluster said before.
 */
export class FactTable {
  private readonly origins = new Map<string, Map<string, PlacedFact[]>>();
  private readonly byApp = new Map<string, Set<PlacedFact>>();

  /** What is known of a micro-app. */
  of(app: string): PlacedFact[] {
    return [...(this.byApp.get(app) ?? [])];
  }

  /** Every micro-app that something is known of. */
  apps(): IterableIterator<string> {
    return this.byApp.keys();
  }

  /** All there is at an origin; returns the micro-apps that changed. */
  replace(
    origin: FactOrigin,
    entries: ReadonlyMap<string, readonly Fact[]>,
  ): Set<string> {
    const changed = new Set<string>();
    for (const key of [...this.objectsOf(origin).keys()]) {
      if (!entries.has(key)) {
        this.put(origin, key, [], changed);
      }
    }
    for (const [key, facts] of entries) {
      this.put(origin, key, facts, changed);
    }
    return changed;
  }

  /** What one object says now; returns the micro-apps that changed. */
  put(
    origin: FactOrigin,
    key: string,
    facts: readonly Fact[],
    changed: Set<string> = new Set(),
  ): Set<string> {
    const objects = this.objectsOf(origin);
    const before = objects.get(key) ?? [];
    if (
      isDeepStrictEqual(
        before.map(({ fact }) => fact),
        facts,
      )
    ) {
      return changed;
    }
    for (const placed of before) {
      this.unlink(placed);
      changed.add(placed.fact.app);
    }
    const after = facts.map(fact => ({ cluster: origin.cluster, fact }));
    for (const placed of after) {
      this.link(placed);
      changed.add(placed.fact.app);
    }
    if (after.length > 0) {
      objects.set(key, after);
    } else {
      objects.delete(key);
    }
    return changed;
  }

  private objectsOf({ cluster, kind }: FactOrigin): Map<string, PlacedFact[]> {
    const id = `${cluster}/${kind}`;
    let objects = this.origins.get(id);
    if (!objects) {
      objects = new Map();
      this.origins.set(id, objects);
    }
    return objects;
  }

  private link(placed: PlacedFact): void {
    const { app } = placed.fact;
    const facts = this.byApp.get(app);
    if (facts) {
      facts.add(placed);
    } else {
      this.byApp.set(app, new Set([placed]));
    }
  }

  private unlink(placed: PlacedFact): void {
    const { app } = placed.fact;
    const facts = this.byApp.get(app);
    facts?.delete(placed);
    if (facts?.size === 0) {
      this.byApp.delete(app);
    }
  }
}
