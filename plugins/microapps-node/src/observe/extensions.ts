import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { ClusterObserver } from './ClusterObserver';

/** Through which modules add their observers. */
export interface MicroAppsObserversExtensionPoint {
  /** Throws when an observer of this id is there already. */
  addObserver(observer: ClusterObserver): void;
}

/** The extension point for {@link ClusterObserver}s. */
export const microAppsObserversExtensionPoint =
  createExtensionPoint<MicroAppsObserversExtensionPoint>({
    id: 'microapps.observers',
  });
