import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './paths.mjs';
import { lastLines } from './run.mjs';
import { Stop } from './say.mjs';

const TIME_TO_STOP_MS = 8_000;
const POLL_MS = 100;

/** @type {Set<ServerProcess>} */
const started = new Set();

/**
 * A program that runs until it is stopped. It leads its own process group, so
 * that Ctrl-C reaches us alone and we stop things in order; it writes its log
 * straight to a file, so that it survives us long enough to clean up.
 */
export class ServerProcess {
  /**
   * @param {object} options
   * @param {string} options.name - on screen, as in "The portal"
   * @param {string} options.node
   * @param {string[]} options.args
   * @param {string} options.cwd
   * @param {NodeJS.ProcessEnv} options.env
   * @param {string} options.log
   * @param {number} [options.timeToStopMs] - before it is ended the hard way
   * @returns {ServerProcess}
   */
  static start({
    name,
    node,
    args,
    cwd,
    env,
    log,
    timeToStopMs = TIME_TO_STOP_MS,
  }) {
    mkdirSync(dirname(log), { recursive: true });
    const file = openSync(log, 'w');
    try {
      const withParent = new URL('./withParent.mjs', import.meta.url).href;
      const child = spawn(node, ['--import', withParent, ...args], {
        cwd,
        env: { ...env, STOP_WITH_PARENT: String(process.pid) },
        detached: true,
        stdio: ['pipe', file, file],
      });
      return new ServerProcess(name, child, log, timeToStopMs);
    } finally {
      closeSync(file);
    }
  }

  /** @private */
  constructor(name, child, log, timeToStopMs) {
    this.name = name;
    this.log = log;
    this.child = child;
    this.timeToStopMs = timeToStopMs;
    this.stopping = false;
    /** Resolves when the process has ended, with how. */
    this.ended = new Promise(resolve => {
      child.once('error', error => resolve(error.message));
      child.once('exit', (code, signal) =>
        resolve(signal ? `signal ${signal}` : `exit code ${code}`),
      );
    }).then(how => {
      this.how = how;
      started.delete(this);
      return how;
    });
    // Writing to it is never tried, but a broken pipe must not end us.
    child.stdin?.on('error', () => undefined);
    started.add(this);
  }

  /**
   * Waits until a check holds.
   *
   * @param {() => Promise<boolean>} isReady
   * @param {number} limitMs
   */
  async waitUntil(isReady, limitMs) {
    const deadline = Date.now() + limitMs;
    while (!(await isReady())) {
      if (this.how !== undefined) {
        throw await this.failure();
      }
      if (Date.now() > deadline) {
        throw new Stop(
          `${this.name} was not ready after ${limitMs / 1000} s: see ${
            this.shortLog
          }, whose last lines are below.`,
          await this.readTail(),
        );
      }
      await wait(POLL_MS);
    }
  }

  /** The sentence for an end that nobody asked for. */
  async failure() {
    return new Stop(
      `${this.name} stopped (${this.how}): see ${this.shortLog}, whose last lines are below, then run this command again.`,
      await this.readTail(),
    );
  }

  /** Everything it has written so far. */
  async readLog() {
    return readFile(this.log, 'utf8');
  }

  /** Asks it to stop, waits, and ends what is left of its group. */
  async stop() {
    this.stopping = true;
    if (this.how === undefined) {
      this.child.kill('SIGTERM');
      const limit = new AbortController();
      await Promise.race([
        this.ended,
        wait(this.timeToStopMs, undefined, { signal: limit.signal }).catch(
          () => undefined,
        ),
      ]);
      limit.abort();
    }
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // Nothing of the group is left.
    }
    await this.ended;
  }

  /** @private */
  get shortLog() {
    return relative(root, this.log);
  }

  /** @private */
  async readTail() {
    return lastLines(await this.readLog()).map(readableLine);
  }
}

/** Stops every server process. */
export async function stopServers() {
  await Promise.all([...started].map(server => server.stop()));
}

/**
 * In production the portal logs JSON; a person wants its message.
 *
 * @param {string} line
 */
export function readableLine(line) {
  try {
    const { level, message } = JSON.parse(line);
    return typeof message === 'string' ? `${level}: ${message}` : line;
  } catch {
    return line;
  }
}
