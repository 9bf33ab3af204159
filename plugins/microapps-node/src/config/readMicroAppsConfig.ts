import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import type {
  ClusterConfig,
  EnvironmentConfig,
  MicroAppsConfig,
  RepositoryLocation,
} from './MicroAppsConfig';
import { parseRepositoryUrl } from './parseRepositoryUrl';

const EXAMPLES = {
  url: 'the address of the repository, like https://github.com/acme/microapps.',
  clusterUrl:
    "the address of the cluster's API server, like https://staging.acme.example:6443.",
  name: 'a short name, like staging.',
  cluster: 'the name of one of microapps.clusters.',
} as const;

/** An optional string, with the whole path of the key in the error. */
function optionalString(config: Config, key: string, path: string) {
  const value = config.getOptional(key);
  if (value === undefined) {
    return undefined;
  }
  if (typeof value !== 'string' || value.trim() === '') {
    throw new InputError(`${path} must be a text, and not empty.`);
  }
  return value;
}

function requiredString(
  config: Config,
  key: string,
  path: string,
  explanation: string,
): string {
  const value = optionalString(config, key, path);
  if (value === undefined) {
    throw new InputError(`${path} is missing: ${explanation}`);
  }
  return value;
}

function oneOf<T extends string>(value: string, allowed: T[], path: string): T {
  const found = allowed.find(candidate => candidate === value);
  if (!found) {
    throw new InputError(
      `${path} is "${value}", which is not known. It can be: ${allowed.join(
        ', ',
      )}.`,
    );
  }
  return found;
}

function readRepository(
  microapps: Config,
  key: 'microapps' | 'appsCatalog' | 'platformInfra',
): RepositoryLocation | undefined {
  const path = `microapps.repositories.${key}`;
  const config = microapps.getOptionalConfig(`repositories.${key}`);
  if (!config) {
    return undefined;
  }
  const url = requiredString(config, 'url', `${path}.url`, EXAMPLES.url);
  const branch = optionalString(config, 'branch', `${path}.branch`);
  try {
    return parseRepositoryUrl(url, branch);
  } catch (error) {
    throw new InputError(`${path}.url: ${(error as Error).message}`);
  }
}

/** A port may arrive as text, when it was substituted from the environment. */
function readPort(config: Config, key: string, path: string) {
  const value = config.getOptional(key);
  if (value === undefined) {
    return undefined;
  }
  const port = typeof value === 'string' ? Number(value) : value;
  if (
    typeof port !== 'number' ||
    !Number.isInteger(port) ||
    port < 1 ||
    port > 65535
  ) {
    throw new InputError(`${path} must be a port, from 1 to 65535.`);
  }
  return port;
}

function readCluster(config: Config, path: string): ClusterConfig {
  const url = requiredString(config, 'url', `${path}.url`, EXAMPLES.clusterUrl);
  if (!URL.canParse(url) || !/^https?:/.test(url)) {
    throw new InputError(
      `${path}.url is not an address: ${EXAMPLES.clusterUrl}`,
    );
  }
  return {
    name: requiredString(config, 'name', `${path}.name`, EXAMPLES.name),
    url: url.replace(/\/+$/, ''),
    authProvider: oneOf(
      optionalString(config, 'authProvider', `${path}.authProvider`) ??
        'serviceAccount',
      ['serviceAccount'],
      `${path}.authProvider`,
    ),
    serviceAccountToken: optionalString(
      config,
      'serviceAccountToken',
      `${path}.serviceAccountToken`,
    ),
    caData: optionalString(config, 'caData', `${path}.caData`),
    skipTLSVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
    ingress: {
      protocol: oneOf(
        optionalString(
          config,
          'ingress.protocol',
          `${path}.ingress.protocol`,
        ) ?? 'https',
        ['http', 'https'],
        `${path}.ingress.protocol`,
      ),
      port: readPort(config, 'ingress.port', `${path}.ingress.port`),
    },
  };
}

function refuseDoubles(names: string[], path: string) {
  const double = names.find((name, index) => names.indexOf(name) !== index);
  if (double !== undefined) {
    throw new InputError(
      `${path} has two entries of the name "${double}". Give each its own.`,
    );
  }
}

function readClusters(microapps: Config): ClusterConfig[] {
  const clusters = (microapps.getOptionalConfigArray('clusters') ?? []).map(
    (config, index) => readCluster(config, `microapps.clusters[${index}]`),
  );
  refuseDoubles(
    clusters.map(cluster => cluster.name),
    'microapps.clusters',
  );
  return clusters;
}

function readEnvironments(
  microapps: Config,
  clusters: ClusterConfig[],
): EnvironmentConfig[] {
  const environments = (
    microapps.getOptionalConfigArray('environments') ?? []
  ).map((config, index) => {
    const path = `microapps.environments[${index}]`;
    const name = requiredString(config, 'name', `${path}.name`, EXAMPLES.name);
    const cluster = requiredString(
      config,
      'cluster',
      `${path}.cluster`,
      EXAMPLES.cluster,
    );
    if (!clusters.some(candidate => candidate.name === cluster)) {
      throw new InputError(
        `${path}.cluster names "${cluster}", which is not among microapps.clusters.`,
      );
    }
    return { name, cluster };
  });
  refuseDoubles(
    environments.map(environment => environment.name),
    'microapps.environments',
  );
  return environments;
}

/**
 * Reads `microapps:` of the portal's config.
 *
 * @throws InputError with the key that is missing or wrong, and what belongs there.
 */
export function readMicroAppsConfig(config: Config): MicroAppsConfig {
  const microapps = config.getOptionalConfig('microapps');
  const repository = microapps && readRepository(microapps, 'microapps');
  if (!microapps || !repository) {
    throw new InputError(
      `microapps.repositories.microapps.url is missing: ${EXAMPLES.url}`,
    );
  }
  const clusters = readClusters(microapps);
  return {
    repositories: {
      microapps: repository,
      appsCatalog: readRepository(microapps, 'appsCatalog'),
      platformInfra: readRepository(microapps, 'platformInfra'),
    },
    clusters,
    environments: readEnvironments(microapps, clusters),
  };
}
