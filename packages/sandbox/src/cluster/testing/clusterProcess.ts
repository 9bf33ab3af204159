import { startCluster } from '../startCluster';

// A cluster in a process of its own, to be killed: prints its address.
startCluster({
  name: 'killed',
  stateDir: process.argv[2],
  port: 0,
  tokens: ['token'],
}).then(
  ({ url }) => process.stdout.write(`${url}\n`),
  error => {
    process.stderr.write(`${error}\n`);
    process.exitCode = 1;
  },
);
