import { contractTests } from './lib/checks/contractTests.mjs';
import { journeys } from './lib/checks/journeys.mjs';
import { runChecks } from './lib/checks/runChecks.mjs';
import { scriptTests } from './lib/checks/scriptTests.mjs';
import { staticChecks } from './lib/checks/staticChecks.mjs';
import { unitTests } from './lib/checks/unitTests.mjs';
import { formatCounts, isGood } from './lib/counts.mjs';
import { main } from './lib/main.mjs';
import { say, Stop } from './lib/say.mjs';
import { setUp } from './lib/setUp.mjs';

/**
 * What each part runs: the groups one after the other, the checks of a group
 * two at a time. Jest and the journeys use both processors themselves.
 */
const PARTS = {
  all: [[...staticChecks, scriptTests, contractTests], [unitTests], [journeys]],
  unit: [[scriptTests], [unitTests]],
  contract: [[contractTests]],
  e2e: [[journeys]],
};

main(async () => {
  const part = process.argv[2] ?? 'all';
  const groups = PARTS[part];
  if (!groups) {
    throw new Stop(
      `There is no part "${part}": the parts are unit, contract and e2e.`,
    );
  }
  const tools = await setUp();
  const total = await runChecks(groups, tools);
  say('');
  say(formatCounts(total));
  return isGood(total) ? 0 : 1;
});
