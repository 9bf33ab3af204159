import { relative } from 'node:path';
import { counts, formatCounts, sum } from '../counts.mjs';
import { checksDir, root } from '../paths.mjs';
import { say, step, Stop } from '../say.mjs';

const AT_ONCE = 2;

/**
 * Runs groups of checks one after the other, says how each check went, and
 * below all of them what is wrong.
 *
 * @param {import('./commandCheck.mjs').Check[][]} groups
 * @param {import('../setUp.mjs').Tools} tools
 * @returns {Promise<import('../counts.mjs').Counts>} of all checks together
 */
export async function runChecks(groups, tools) {
  const results = [];
  for (const group of groups) {
    results.push(...(await runGroup(group, tools)));
  }
  const tellable = results.filter(({ result }) => result.details.length > 0);
  for (const { name, result } of tellable) {
    say('');
    say(`${name}: ${formatCounts(result)}`);
    // Indented: only the total may look like a total.
    result.details.forEach(line => say(`  | ${line}`));
  }
  if (tellable.length > 0) {
    say('');
    say(`Whole outputs: ${relative(root, checksDir)}`);
  }
  return sum(results.map(({ result }) => result));
}

async function runGroup(group, tools) {
  const waiting = [...group];
  const results = [];
  const work = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      results.push({ name: check.name, result: await runCheck(check, tools) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return results;
}

function runCheck(check, tools) {
  return step(
    check.name,
    async () => {
      try {
        return await check.run(tools);
      } catch (error) {
        // A check that cannot run is a check that failed.
        return counts({
          failed: 1,
          details:
            error instanceof Stop
              ? [error.message, ...error.details]
              : [`${error.stack}`],
        });
      }
    },
    { describe: formatCounts },
  );
}
