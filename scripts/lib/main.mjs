import { constants } from 'node:os';
import { stopServers } from './processes.mjs';
import { stopRunning } from './run.mjs';
import { say, Stop } from './say.mjs';

/**
 * What happens on Ctrl-C; the work sets it as it goes along.
 *
 * @typedef {object} Interruption
 * @property {number} [exitCode] - otherwise the shell's: 130 for Ctrl-C
 * @property {() => Promise<void>} [release] - done before everything is stopped
 */

/**
 * Runs a command: a {@link Stop} ends it with its sentence and exit code 1,
 * Ctrl-C ends it after everything it started.
 *
 * @param {(interruption: Interruption) => Promise<number>} work - returns the exit code
 */
export async function main(work) {
  /** @type {Interruption} */
  const interruption = {};
  const stopEverything = async () => {
    await interruption.release?.();
    await Promise.all([stopRunning(), stopServers()]);
  };
  let interrupted = false;
  // A closed terminal or pipe is no reason to leave anything behind.
  process.stdout.on('error', () => undefined);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, async () => {
      if (interrupted) {
        return;
      }
      interrupted = true;
      say('Stopping ...');
      await stopEverything();
      process.exit(interruption.exitCode ?? 128 + constants.signals[signal]);
    });
  }
  try {
    const code = await work(interruption);
    if (!interrupted) {
      process.exit(code);
    }
  } catch (error) {
    // What we stop reports that it stopped; that is no news then.
    if (interrupted) {
      return;
    }
    report(error);
    await stopEverything();
    process.exit(1);
  }
}

function report(error) {
  if (error instanceof Stop) {
    say(error.message);
    for (const line of error.details) {
      say(`  | ${line}`);
    }
  } else {
    say(error instanceof Error ? `${error.stack}` : String(error));
  }
}
