import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { counts } from '../counts.mjs';
import { checksDir, root } from '../paths.mjs';
import { lastLines, run } from '../run.mjs';

const folder = join(root, 'scripts', 'lib');

/** The tests of these scripts, in Node's own runner. */
export const scriptTests = {
  name: 'Tests of the scripts',
  async run({ env }) {
    const files = (await readdir(folder, { recursive: true }))
      .filter(file => file.endsWith('.test.mjs'))
      .map(file => join(folder, file));
    const { code, output } = await run(
      'node',
      ['--test', '--test-reporter=tap', ...files],
      { env, log: join(checksDir, 'scripts.log') },
    );
    return readTap(output, code);
  },
};

/**
 * Reads the totals at the end of Node's TAP report.
 *
 * @param {string} output
 * @param {number} code - the runner's exit code
 */
export function readTap(output, code) {
  const total = name =>
    Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(output)?.[1] ?? 0);
  const failed = total('fail') + total('cancelled');
  // A runner that fell over before its totals has proved nothing.
  return counts({
    passed: total('pass'),
    failed: code !== 0 && failed === 0 ? 1 : failed,
    skipped: total('skipped') + total('todo'),
    details:
      code === 0
        ? []
        : lastLines(
            output
              .split('\n')
              .filter(line => /^\s*not ok|error:|expected:|actual:/.test(line))
              .join('\n') || output,
            40,
          ),
  });
}
