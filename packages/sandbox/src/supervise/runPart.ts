import { readCredentials, type Credentials } from './credentials';
import { PROJECT_ROOT, readSettings, type Settings } from './settings';

/** What every part is told. */
export type PartContext = { settings: Settings; credentials: Credentials };

/** How long a part may take to stop, in milliseconds. */
const STOP_TIMEOUT = 5000;

/**
 * Runs one part as a process of its own: says `ready <url>` when it is, and
 * stops on SIGTERM, on SIGINT and when the process that started it is gone.
 */
export function runPart(
  name: string,
  start: (
    context: PartContext,
  ) => Promise<{ url: string; stop(): Promise<void> }>,
): void {
  const running = (async () => {
    const settings = readSettings(process.env, PROJECT_ROOT);
    const credentials = await readCredentials(settings.stateDir);
    const part = await start({ settings, credentials });
    process.stdout.write(`ready ${part.url}\n`);
    process.send?.({ ready: part.url });
    return part;
  })();

  let stopping = false;
  const stop = async () => {
    if (stopping) {
      return;
    }
    stopping = true;
    setTimeout(() => process.exit(1), STOP_TIMEOUT).unref();
    const part = await running.catch(() => undefined);
    await part?.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);

  running.catch(error => {
    process.stderr.write(`${name}: ${error.stack ?? error}\n`);
    process.exit(1);
  });
}
