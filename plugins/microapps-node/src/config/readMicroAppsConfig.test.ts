import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readMicroAppsConfig } from './readMicroAppsConfig';

const URL = 'https://github.com/acme/microapps';

function read(microapps?: JsonObject) {
  return readMicroAppsConfig(new ConfigReader(microapps ? { microapps } : {}));
}

describe('readMicroAppsConfig', () => {
  it('fills in what need not be said', () => {
    expect(
      read({
        repositories: { microapps: { url: `${URL}.git/` } },
        clusters: [
          { name: 'staging', url: 'https://staging.acme.example:6443/' },
        ],
        environments: [{ name: 'staging', cluster: 'staging' }],
      }),
    ).toEqual({
      repositories: {
        microapps: {
          url: URL,
          host: 'github.com',
          owner: 'acme',
          repo: 'microapps',
          branch: 'main',
        },
      },
      clusters: [
        {
          name: 'staging',
          url: 'https://staging.acme.example:6443',
          authProvider: 'serviceAccount',
          skipTLSVerify: false,
          ingress: { protocol: 'https' },
        },
      ],
      environments: [{ name: 'staging', cluster: 'staging' }],
    });
  });

  it('keeps the port of a host, and takes ports that were substituted as text', () => {
    const config = read({
      repositories: {
        microapps: {
          url: 'http://localhost:7010/acme/microapps',
          branch: 'live',
        },
      },
      clusters: [
        {
          name: 'staging',
          url: 'http://localhost:7011',
          serviceAccountToken: 't',
          ingress: { protocol: 'http', port: '7013' },
        },
      ],
    });

    expect(config.repositories.microapps).toMatchObject({
      host: 'localhost:7010',
      branch: 'live',
    });
    expect(config.clusters[0].ingress).toEqual({
      protocol: 'http',
      port: 7013,
    });
  });

  const repositories = { microapps: { url: URL } };
  const staging = { name: 'staging', url: 'https://staging.acme.example' };
  it.each([
    [
      undefined,
      'microapps.repositories.microapps.url is missing: the address of the repository',
    ],
    [
      { repositories: { microapps: {} } },
      'microapps.repositories.microapps.url is missing: the address of the repository',
    ],
    [
      { repositories: { microapps: { url: 'acme/microapps' } } },
      'microapps.repositories.microapps.url: "acme/microapps" is not the URL of a repository.',
    ],
    [
      {
        repositories: { microapps: { url: 'https://github.com/acme/../etc' } },
      },
      'is not the URL of a repository.',
    ],
    [
      { repositories: { microapps: { url: `${URL}/tree/main` } } },
      'is not the URL of a repository. Write it like https://github.com/acme/microapps, and the branch as "branch" beside it.',
    ],
    [
      {
        repositories: {
          microapps: { url: 'https://me:secret@github.com/acme/microapps' },
        },
      },
      'must not carry a user or a token',
    ],
    [
      { repositories, clusters: [{ url: 'https://a.example' }] },
      'microapps.clusters[0].name is missing',
    ],
    [
      { repositories, clusters: [{ name: 'a', url: 'a.example' }] },
      'microapps.clusters[0].url is not an address',
    ],
    [
      { repositories, clusters: [{ ...staging, authProvider: 'aws' }] },
      'microapps.clusters[0].authProvider is "aws", which is not known. It can be: serviceAccount.',
    ],
    [
      { repositories, clusters: [{ ...staging, ingress: { port: 70000 } }] },
      'microapps.clusters[0].ingress.port must be a port, from 1 to 65535.',
    ],
    [
      { repositories, clusters: [staging, staging] },
      'microapps.clusters has two entries of the name "staging".',
    ],
    [
      { repositories, environments: [{ name: 'staging', cluster: 'b' }] },
      'microapps.environments[0].cluster names "b", which is not among microapps.clusters.',
    ],
  ])('names the key that is wrong in %j', (config, sentence) => {
    expect(() => read(config as JsonObject)).toThrow(sentence);
  });

  it('does not repeat a token that stands in a URL', () => {
    expect(() =>
      read({ repositories: { microapps: { url: 'https://me:secret@h/a/b' } } }),
    ).toThrow(
      expect.not.objectContaining({
        message: expect.stringContaining('secret'),
      }),
    );
  });
});
