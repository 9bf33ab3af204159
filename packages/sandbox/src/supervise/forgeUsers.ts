import type { ForgeOptions } from '../forge';
import type { Credentials } from './credentials';

/** Who acts on the forge with which of the sandbox's tokens. */
export function forgeUsers(credentials: Credentials): ForgeOptions['tokens'] {
  return {
    [credentials.forgeToken]: {
      login: 'microapps-portal[bot]',
      name: 'Micro-apps portal',
      email: 'portal@acme.example',
      type: 'Bot',
    },
    [credentials.ciToken]: {
      login: 'ci[bot]',
      name: 'CI',
      email: 'ci@acme.example',
      type: 'Bot',
    },
  };
}
