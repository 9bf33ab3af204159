import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  Forge,
  readMicroAppsConfig,
  RepositoryReader,
} from '@microapps/plugin-microapps-node';
import { createInstanceAction, Gatekeeper } from './actions';

/** Adds the actions of micro-apps to the scaffolder. */
export const microappsScaffolderModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'microapps',
  register(registration) {
    registration.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { actions, catalog, config, logger, urlReader } = deps;
        const location = readMicroAppsConfig(config).repositories.microapps;
        const integrations = ScmIntegrations.fromConfig(config);
        actions.addActions(
          createInstanceAction({
            catalog,
            gatekeeper: Gatekeeper.create(deps),
            forge: Forge.create({ location, integrations, logger }),
            repository: RepositoryReader.create({
              location,
              urlReader,
              logger,
            }),
          }),
        );
      },
    });
  },
});
