import { createBackendModule } from '@backstage/backend-plugin-api';
import { microAppsObserversExtensionPoint } from '@microapps/plugin-microapps-node';
import { argoCdObserver } from './argoCdObserver';

/** Adds Argo CD's word to the status of micro-apps. */
export const argoCdModule = createBackendModule({
  pluginId: 'microapps',
  moduleId: 'argocd',
  register(env) {
    env.registerInit({
      deps: { observers: microAppsObserversExtensionPoint },
      async init({ observers }) {
        observers.addObserver(argoCdObserver);
      },
    });
  },
});
