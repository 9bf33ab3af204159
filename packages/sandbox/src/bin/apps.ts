import { startApps } from '../apps';
import { CLUSTER_NAMES } from '../supervise/clusterKinds';
import { runPart } from '../supervise/runPart';

runPart('apps', ({ settings, credentials }) =>
  startApps({
    port: settings.ports.apps,
    clusters: CLUSTER_NAMES.map(name => ({
      url: `http://localhost:${settings.ports[name]}`,
      token: credentials[`${name}Token`],
    })),
  }),
);
