import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';

import { startTestForge, TOKEN } from '../__testUtils__/startTestForge';

// Real git and real sockets take their time on a busy machine.
jest.setTimeout(60_000);

describe("Backstage's own reader of GitHub", () => {
  let forge: Awaited<ReturnType<typeof startTestForge>>;

  const reader = () => {
    const host = new URL(forge.url).host;
    const apiBaseUrl = `${forge.url}/api/v3`;
    return ServiceFactoryTester.from(mockServices.urlReader.factory(), {
      dependencies: [
        mockServices.rootConfig.factory({
          data: {
            integrations: { github: [{ host, apiBaseUrl, token: TOKEN }] },
          },
        }),
      ],
    }).getSubject();
  };

  beforeEach(async () => {
    forge = await startTestForge();
  });

  afterEach(async () => {
    await forge.stop();
  });

  it('reads a file', async () => {
    const answer = await (
      await reader()
    ).readUrl(`${forge.url}/acme/microapps/blob/main/README.md`);

    expect((await answer.buffer()).toString()).toBe('# Micro-apps\n');
  });

  it('reads a tree, and is told when it has not changed', async () => {
    const url = `${forge.url}/acme/microapps/tree/main/instances`;
    const tree = await (await reader()).readTree(url);

    expect((await tree.files()).map(file => file.path)).toEqual([
      'press-kit/values.yaml',
    ]);
    await expect(
      (await reader()).readTree(url, { etag: tree.etag }),
    ).rejects.toMatchObject({ name: 'NotModifiedError' });
  });

  it('searches files', async () => {
    const { files } = await (
      await reader()
    ).search(`${forge.url}/acme/microapps/blob/main/instances/*/values.yaml`);

    expect(files.map(file => file.url)).toEqual([
      `${forge.url}/acme/microapps/blob/main/instances/press-kit/values.yaml`,
    ]);
  });
});
