declare module '*/scripts/lib/startPortal.mjs' {
  import type { PortalUnderTest } from './portal';

  type Ports = {
    portal: number;
    forge: number;
    staging: number;
    production: number;
    apps: number;
  };

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
