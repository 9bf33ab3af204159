import type { Problem } from '@microapps/plugin-microapps-node';

/** What a validation came to. */
export type Report = {
  findings: Problem[];
  /** What could not be told on this machine. */
  notRendered: string[];
  checked: { instances: number; templates: number; rendered: number };
};
