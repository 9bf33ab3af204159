import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import type {
  ClusterObserver,
  Fact,
  ObservationContext,
  ObservedKind,
  ObservedObject,
} from '@microapps/plugin-microapps-node';
import type { WatchedKind } from '../watch';
import { matchesSelector } from './labelSelector';

type Interest = { observer: ClusterObserver; selector?: string };

/** All observers, and what to watch for them. */
export class ObserverRegistry {
  private readonly observers = new Map<string, ClusterObserver>();

  /** Throws when an observer of this id is there already. */
  add(observer: ClusterObserver): void {
    if (this.observers.has(observer.id)) {
      throw new ConflictError(
        `There are two observers of the id ${observer.id}. Install its module once.`,
      );
    }
    this.observers.set(observer.id, observer);
  }

  /**
   * Each kind once, however many observers want it: with their selector when
   * they agree on it, else everything of the kind, from which each observer
   * gets what it asked for.
   */
  kindsFor(
    context: ObservationContext,
    logger: LoggerService,
  ): Array<WatchedKind<Fact[]>> {
    return [...this.interests().values()].map(({ kind, interests }) => ({
      kind,
      digest: object =>
        interests
          .filter(({ selector }) =>
            matchesSelector(selector, object.metadata.labels),
          )
          .flatMap(({ observer }) =>
            observe(observer, object, context, logger),
          ),
    }));
  }

  private interests() {
    const merged = new Map<
      string,
      { kind: ObservedKind; interests: Interest[] }
    >();
    for (const observer of this.observers.values()) {
      for (const kind of observer.kinds) {
        const { group, version, plural, labelSelector } = kind;
        const id = `${group}/${version}/${plural}`;
        const known = merged.get(id) ?? { kind, interests: [] };
        known.interests.push({ observer, selector: labelSelector });
        if (known.kind.labelSelector !== labelSelector) {
          known.kind = { group, version, plural };
        }
        merged.set(id, known);
      }
    }
    return merged;
  }
}

/** An observer that fails at one object must not end the watch of all. */
function observe(
  observer: ClusterObserver,
  object: ObservedObject,
  context: ObservationContext,
  logger: LoggerService,
): Fact[] {
  try {
    return observer.observe(object, context);
  } catch (error) {
    const { name, namespace } = object.metadata;
    logger.warn('An observer cannot make sense of an object', {
      observer: observer.id,
      cluster: context.cluster,
      object: `${namespace ?? ''}/${name}`,
      error: String(error),
    });
    return [];
  }
}
