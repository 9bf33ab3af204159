import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { RunningCluster, startCluster } from '../startCluster';
import { kubernetesContract } from './kubernetesContract';

// With KUBERNETES_CONTRACT_URL and KUBERNETES_CONTRACT_TOKEN the same tests run
// against a real API server.
const { KUBERNETES_CONTRACT_URL, KUBERNETES_CONTRACT_TOKEN } = process.env;

// Real sockets and processes on a machine that may be busy.
jest.setTimeout(60_000);

describe('the Kubernetes API', () => {
  let cluster: RunningCluster | undefined;
  let stateDir: string | undefined;

  beforeAll(async () => {
    if (!KUBERNETES_CONTRACT_URL) {
      stateDir = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-contract-'));
      cluster = await startCluster({
        name: 'contract',
        stateDir,
        port: 0,
        tokens: ['let-me-in'],
      });
    }
  });
  afterAll(async () => {
    await cluster?.stop();
    if (stateDir) {
      fs.rmSync(stateDir, { recursive: true });
    }
  });

  kubernetesContract(() => ({
    url: KUBERNETES_CONTRACT_URL ?? cluster!.url,
    token: KUBERNETES_CONTRACT_TOKEN ?? 'let-me-in',
  }));
});
