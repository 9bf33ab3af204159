import {
  coreServices,
  createBackendModule,
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  firstEnvironment,
  Forge,
  readMicroAppsConfig,
  RepositoryReader,
} from '@microapps/plugin-microapps-node';
import { MicroAppsEntityProvider } from './provider/MicroAppsEntityProvider';

/** Webhooks bring changes at once; this catches those that were missed. */
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 1 },
  timeout: { minutes: 2 },
};

/** Adds the provider of Components and Templates to the catalog. */
export const catalogModuleMicroApps = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'microapps',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
        urlReader: coreServices.urlReader,
      },
      async init({ catalog, config, events, logger, scheduler, urlReader }) {
        const microapps = readMicroAppsConfig(config);
        const location = microapps.repositories.microapps;
        const scheduleKey = 'catalog.providers.microapps.schedule';
        const schedule = config.has(scheduleKey)
          ? readSchedulerServiceTaskScheduleDefinitionFromConfig(
              config.getConfig(scheduleKey),
            )
          : DEFAULT_SCHEDULE;

        catalog.addEntityProvider(
          MicroAppsEntityProvider.create({
            location,
            reader: RepositoryReader.create({ location, urlReader, logger }),
            forge: Forge.create({
              location,
              integrations: ScmIntegrations.fromConfig(config),
              logger,
            }),
            events,
            taskRunner: scheduler.createScheduledTaskRunner(schedule),
            logger,
            firstEnvironment: firstEnvironment(microapps).name,
          }),
        );
      },
    });
  },
});
