import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { microappsScaffolderModule } from './module';

describe('microappsScaffolderModule', () => {
  function start(microapps: object) {
    const addActions = jest.fn();
    return {
      addActions,
      started: startTestBackend({
        extensionPoints: [[scaffolderActionsExtensionPoint, { addActions }]],
        features: [
          microappsScaffolderModule,
          mockServices.rootConfig.factory({
            data: { microapps: { ...microapps } },
          }),
        ],
      }),
    };
  }

  it('adds its action to the scaffolder', async () => {
    const { addActions, started } = start({
      repositories: { microapps: { url: 'https://github.com/acme/microapps' } },
    });
    await started;

    expect(addActions).toHaveBeenCalledWith(
      expect.objectContaining({
        id: 'microapps:instance:create',
        supportsDryRun: true,
      }),
    );
  });

  it('names the config that is missing', async () => {
    await expect(start({}).started).rejects.toThrow(
      'microapps.repositories.microapps.url is missing',
    );
  });
});
