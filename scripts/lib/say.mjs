const HEARTBEAT_MS = 15_000;

/**
 * Ends the command. The message is one sentence for the person at the
 * keyboard: what happened and what to do. `details` are printed below it,
 * indented.
 */
export class Stop extends Error {
  /**
   * @param {string} message
   * @param {string[]} [details]
   */
  constructor(message, details = []) {
    super(message);
    this.name = 'Stop';
    this.details = details;
  }
}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * A duration as people say it.
 *
 * @param {number} milliseconds
 */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  if (seconds < 60) {
    return `${Math.round(seconds)} s`;
  }
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
}

/**
 * Does something that takes a while: says when it begins, every 15 seconds
 * that it still goes on, and how long it took.
 *
 * @template T
 * @param {string} title - what is done, as in "Installing packages"
 * @param {() => Promise<T>} work
 * @param {{ print?: (line: string) => void, describe?: (result: T) => string }} [options]
 * @returns {Promise<T>}
 */
export async function step(title, work, options = {}) {
  const { print = say, describe = () => 'done' } = options;
  const begin = Date.now();
  const elapsed = () => formatDuration(Date.now() - begin);
  print(`${title} ...`);
  const heartbeat = setInterval(
    () => print(`${title} ... ${elapsed()}`),
    HEARTBEAT_MS,
  );
  try {
    const result = await work();
    print(`${title}: ${describe(result)} in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}
