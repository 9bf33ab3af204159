import { parseArgs } from 'node:util';
import { superviseSandbox } from '../supervise/superviseSandbox';
import { PROJECT_ROOT, readSettings } from '../supervise/settings';

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { 'portal-url': { type: 'string' } },
  });
  const portal = values['portal-url'];
  const settings = readSettings(
    { ...process.env, ...(portal ? { PORTAL_URL: portal } : {}) },
    PROJECT_ROOT,
  );
  const sandbox = await superviseSandbox({
    settings,
    say: line => process.stdout.write(`${line}\n`),
  });
  let stopping = false;
  const stop = async () => {
    if (!stopping) {
      stopping = true;
      await sandbox.stop();
      process.exit(0);
    }
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Started by another process, it ends with that one.
  process.on('disconnect', stop);
  await sandbox.ready;
}

main().catch(error => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
