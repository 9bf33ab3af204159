import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { catalogModuleMicroApps } from './module';

describe('catalogModuleMicroApps', () => {
  const repositories = {
    microapps: { url: 'https://github.com/acme/microapps' },
  };

  function start(microapps: object) {
    const addEntityProvider = jest.fn();
    return {
      addEntityProvider,
      started: startTestBackend({
        extensionPoints: [
          [catalogProcessingExtensionPoint, { addEntityProvider }],
        ],
        features: [
          catalogModuleMicroApps,
          mockServices.rootConfig.factory({
            data: {
              integrations: { github: [{ host: 'github.com', token: 't' }] },
              microapps: { ...microapps },
            },
          }),
        ],
      }),
    };
  }

  it('adds its provider to the catalog', async () => {
    const { addEntityProvider, started } = start({
      repositories,
      clusters: [{ name: 'a', url: 'https://a.example' }],
      environments: [{ name: 'staging', cluster: 'a' }],
    });
    await started;

    const [provider] = addEntityProvider.mock.calls[0];
    expect(provider.getProviderName()).toBe(
      'microapps:github.com/acme/microapps',
    );
  });

  it('names the environments that are missing in the config', async () => {
    await expect(start({ repositories }).started).rejects.toThrow(
      'microapps.environments is missing',
    );
  });
});
