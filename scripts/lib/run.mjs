import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './paths.mjs';

const KEPT_OUTPUT = 4 * 1024 * 1024;
const TIME_TO_STOP_MS = 8_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let stopping = false;

/**
 * What a finished command left. `code` is 127 when there is no such program
 * and 124 when its time was up, as a shell has it.
 *
 * @typedef {{ code: number, output: string }} Finished
 */

/**
 * Runs a command to its end; never rejects. It gets its own process group, so
 * that whatever it started goes down with it in {@link stopRunning}.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, log?: string, timeoutMs?: number }} [options]
 * `log` is a file that receives the output as it comes.
 * @returns {Promise<Finished>}
 */
export function run(command, args, options = {}) {
  const { cwd = root, env = process.env, log, timeoutMs } = options;
  if (stopping) {
    return new Promise(() => undefined);
  }
  return new Promise(resolve => {
    let logStream;
    if (log) {
      mkdirSync(dirname(log), { recursive: true });
      logStream = createWriteStream(log);
    }
    let output = '';
    let timedOut = false;
    const child = spawn(command, args, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    const timer =
      timeoutMs &&
      setTimeout(() => {
        timedOut = true;
        signalGroup(child, 'SIGKILL');
      }, timeoutMs);

    const keep = chunk => {
      logStream?.write(chunk);
      output = (output + chunk).slice(-KEPT_OUTPUT);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);

    const finish = code => {
      clearTimeout(timer);
      running.delete(child);
      if (stopping) {
        return;
      }
      const result = { code: timedOut ? 124 : code, output };
      if (logStream) {
        logStream.end(() => resolve(result));
      } else {
        resolve(result);
      }
    };
    child.on('error', error => {
      keep(`${error.message}\n`);
      finish(127);
    });
    child.on('close', (code, signal) => {
      if (child.pid !== undefined) {
        finish(signal ? 1 : code);
      }
    });
  });
}

/**
 * Stops every command that {@link run} has under way, with its children. From
 * then on none is started and none is waited for: the process is about to end.
 */
export async function stopRunning() {
  stopping = true;
  const deadline = Date.now() + TIME_TO_STOP_MS;
  for (const child of running) {
    signalGroup(child, 'SIGTERM');
  }
  while (running.size > 0 && Date.now() < deadline) {
    await wait(50);
  }
  for (const child of running) {
    signalGroup(child, 'SIGKILL');
  }
}

/**
 * The paths of a program on PATH, in PATH's order.
 *
 * @param {string} program
 * @param {string} [path]
 */
export async function which(program, path = process.env.PATH ?? '') {
  const found = [];
  for (const folder of path.split(delimiter).filter(Boolean)) {
    const candidate = join(folder, program);
    if (await isExecutable(candidate)) {
      found.push(candidate);
    }
  }
  return found;
}

/** @param {string} file */
export async function isExecutable(file) {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * The last lines of an output, without empty ones.
 *
 * @param {string} output
 * @param {number} [count]
 */
export function lastLines(output, count = 15) {
  return output
    .split(/\r?\n/)
    .filter(line => line.trim())
    .slice(-count);
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // It is gone already, which is what was wanted.
  }
}
