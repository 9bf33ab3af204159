import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { root } from './paths.mjs';
import { Stop } from './say.mjs';

/**
 * Marks a state folder as in use by this process; two portals on one folder
 * would write over each other.
 *
 * @param {string} stateDir
 */
export async function claimState(stateDir) {
  await refuseRunning(stateDir);
  await mkdir(stateDir, { recursive: true });
  await writeFile(pidFile(stateDir), `${process.pid}\n`);
}

/** @param {string} stateDir */
export async function releaseState(stateDir) {
  await rm(pidFile(stateDir), { force: true });
}

/**
 * Ends the command when a portal runs on this state folder.
 *
 * @param {string} stateDir
 */
export async function refuseRunning(stateDir) {
  const pid = await readPid(stateDir);
  if (pid !== undefined && pid !== process.pid && isAlive(pid)) {
    throw new Stop(
      `The portal already runs on ${
        relative(root, stateDir) || stateDir
      } (process ${pid}): stop it with Ctrl-C, then run this command again.`,
    );
  }
}

async function readPid(stateDir) {
  try {
    const pid = Number.parseInt(await readFile(pidFile(stateDir), 'utf8'), 10);
    return Number.isInteger(pid) ? pid : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function pidFile(stateDir) {
  return join(stateDir, 'pid');
}
