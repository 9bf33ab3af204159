import type { MicroApp } from '@microapps/plugin-microapps-common';

/** A micro-app's folder in the microapps repository. */
export type Instance = {
  /** `instances/<app>`. */
  path: string;
  app: MicroApp;
  /** The environments that are pinned in a folder of their own: `production`. */
  environments: string[];
};

/** A file to be written to the microapps repository. */
export type InstanceFile = {
  /** From the repository's root. */
  path: string;
  content: string;
};
