import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ContractTarget } from '../contract/ContractTarget';
import {
  RunningCluster,
  startCluster,
  StartClusterOptions,
} from '../startCluster';

/** A cluster of a test's own. */
export type TestCluster = {
  target: ContractTarget;
  stateDir: string;
  running: RunningCluster;
  /** Stops it and starts it again from its state, on another port. */
  restart(options?: Partial<StartClusterOptions>): Promise<void>;
};

/**
 * Runs `test` with a cluster that holds nothing yet, and clears it away.
 */
export async function withCluster(
  options: Partial<StartClusterOptions>,
  test: (cluster: TestCluster) => Promise<void>,
): Promise<void> {
  const stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-'));
  const start = (more: Partial<StartClusterOptions>) =>
    startCluster({
      name: 'test',
      stateDir,
      port: 0,
      tokens: ['token'],
      readyDelayMs: 0,
      ...options,
      ...more,
    });
  const running = await start({});
  const cluster: TestCluster = {
    running,
    stateDir,
    target: { url: running.url, token: 'token' },
    restart: async (more = {}) => {
      await cluster.running.stop();
      cluster.running = await start(more);
      cluster.target = { url: cluster.running.url, token: 'token' };
    },
  };
  try {
    await test(cluster);
  } finally {
    await cluster.running.stop();
    fs.rmSync(stateDir, { recursive: true });
  }
}
