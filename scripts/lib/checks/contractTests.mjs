import { join } from 'node:path';
import { counts, readCounts } from '../counts.mjs';
import { checksDir } from '../paths.mjs';
import { lastLines, run } from '../run.mjs';
import { nodeTransform } from '../sandbox.mjs';

/** The forge against GitHub's published OpenAPI. */
export const contractTests = {
  name: "Contract with GitHub's API",
  async run({ env }) {
    const { code, output } = await run(
      'node',
      [...nodeTransform, join('packages', 'sandbox', 'contract', 'run.ts')],
      { env, log: join(checksDir, 'contract.log') },
    );
    const read = readCounts(output) ?? counts();
    if (code === 0 && read.failed === 0) {
      return read;
    }
    return {
      ...read,
      // A run that fell over counts as a failure even when it has no totals.
      failed: Math.max(read.failed, 1),
      details: lastLines(output, 40),
    };
  },
};
