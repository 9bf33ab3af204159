import { join } from 'node:path';
import { oneCheck } from '../counts.mjs';
import { checksDir } from '../paths.mjs';
import { lastLines, run } from '../run.mjs';

const SHOWN_LINES = 60;

/**
 * A named part of `npm test`.
 *
 * @typedef {object} Check
 * @property {string} name - on screen
 * @property {(tools: import('../setUp.mjs').Tools) => Promise<import('../counts.mjs').Counts>} run
 */

/**
 * A check that holds when a command ends with exit code 0.
 *
 * @param {string} name
 * @param {string} file - of its log
 * @param {string} command
 * @param {string[]} args
 * @returns {Check}
 */
export function commandCheck(name, file, command, args) {
  return {
    name,
    async run({ env }) {
      const { code, output } = await run(command, args, {
        env,
        log: join(checksDir, `${file}.log`),
      });
      return oneCheck(code === 0, lastLines(output, SHOWN_LINES));
    },
  };
}
