import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  Forge,
  microAppsObserversExtensionPoint,
  readMicroAppsConfig,
  RepositoryReader,
} from '@microapps/plugin-microapps-node';
import { startFleet } from './startFleet';
import { ObserverRegistry, workloadsObserver } from './observe';
import { MicroAppAuthorizer, registerPermissions } from './permissions';
import { createRouter } from './router';

/** Watches what runs and what is asked for, and serves every micro-app's status. */
export const microAppsPlugin = createBackendPlugin({
  pluginId: 'microapps',
  register(env) {
    const observers = new ObserverRegistry();
    observers.add(workloadsObserver);
    env.registerExtensionPoint(microAppsObserversExtensionPoint, {
      addObserver: observer => observers.add(observer),
    });

    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
        urlReader: coreServices.urlReader,
      },
      async init({ config, events, httpAuth, httpRouter, lifecycle, ...deps }) {
        const { logger, permissions, permissionsRegistry, signals } = deps;
        const microApps = readMicroAppsConfig(config);
        const location = microApps.repositories.microapps;
        const shutdown = new AbortController();
        lifecycle.addShutdownHook(() => shutdown.abort());

        const { store, sources } = await startFleet({
          config: microApps,
          forge: Forge.create({
            location,
            integrations: ScmIntegrations.fromConfig(config),
            logger,
          }),
          repository: RepositoryReader.create({
            location,
            urlReader: deps.urlReader,
            logger,
          }),
          observers,
          events,
          signals,
          logger,
          signal: shutdown.signal,
        });

        registerPermissions(permissionsRegistry, store);
        httpRouter.use(
          createRouter({
            store,
            sources,
            authorizer: MicroAppAuthorizer.create({
              permissions,
              permissionsRegistry,
            }),
            httpAuth,
          }),
        );
      },
    });
  },
});
