declare module '*/scripts/lib/ports.mjs' {
  /** Where each part listens. */
  export type Ports = {
    portal: number;
    forge: number;
    staging: number;
    production: number;
    apps: number;
  };

  export function findFreePorts(): Promise<Ports>;
}

declare module '*/scripts/lib/startPortal.mjs' {
  import type { Ports } from '*/scripts/lib/ports.mjs';
  import type { PortalUnderTest } from './portal';

  /** A running portal with its sandbox. */
  export type RunningPortal = {
    url: string;
    ports: Ports;
    stateDir: string;
    credentials: PortalUnderTest['credentials'];
    tools: { env: NodeJS.ProcessEnv };
    stop(): Promise<void>;
  };

  export function startPortal(options: {
    ports: Ports;
    stateDir: string;
    log?: (line: string) => void;
  }): Promise<RunningPortal>;
}
