import { join } from 'node:path';
import { startCluster } from '../cluster';
import { CLUSTER_KINDS, CLUSTER_NAMES } from '../supervise/clusterKinds';
import { runPart } from '../supervise/runPart';

const name = CLUSTER_NAMES.find(known => known === process.argv[2]);
if (!name) {
  process.stderr.write(`Name a cluster: ${CLUSTER_NAMES.join(' or ')}.\n`);
  process.exit(1);
}

runPart(name, ({ settings, credentials }) =>
  startCluster({
    name,
    stateDir: join(settings.stateDir, 'clusters', name),
    port: settings.ports[name],
    tokens: [credentials[`${name}Token`]],
    kinds: CLUSTER_KINDS[name],
  }),
);
