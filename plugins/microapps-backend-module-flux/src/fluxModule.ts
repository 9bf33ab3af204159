import { createBackendModule } from '@backstage/backend-plugin-api';
import { microAppsObserversExtensionPoint } from '@microapps/plugin-microapps-node';
import { fluxObserver } from './fluxObserver';

/** Adds Flux's word to the status of micro-apps. */
export const fluxModule = createBackendModule({
  pluginId: 'microapps',
  moduleId: 'flux',
  register(env) {
    env.registerInit({
      deps: { observers: microAppsObserversExtensionPoint },
      async init({ observers }) {
        observers.addObserver(fluxObserver);
      },
    });
  },
});
