import { InputError } from '@backstage/errors';
import type { EnvironmentConfig, MicroAppsConfig } from './MicroAppsConfig';

/**
 * The environment that everything reaches first. Whoever only opens requests
 * needs none, so {@link readMicroAppsConfig} does not ask for it.
 *
 * @throws InputError when none is configured.
 */
export function firstEnvironment(
  config: Pick<MicroAppsConfig, 'environments'>,
): EnvironmentConfig {
  const [first] = config.environments;
  if (!first) {
    throw new InputError(
      'microapps.environments is missing: the environments in the order of promotion, each with its name and its cluster.',
    );
  }
  return first;
}
