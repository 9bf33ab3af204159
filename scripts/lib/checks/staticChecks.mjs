import { oneCheck } from '../counts.mjs';
import { findOutdated } from '../generated.mjs';
import { commandCheck } from './commandCheck.mjs';

/** What can be said about the code without running it. */
export const staticChecks = [
  commandCheck('Types', 'types', 'tsc', ['--pretty', 'false']),
  commandCheck('Formatting', 'formatting', 'prettier', ['--check', '.']),
  commandCheck('Lint', 'lint', 'backstage-cli', [
    'repo',
    'lint',
    '--max-warnings',
    '0',
  ]),
  commandCheck('Import directions', 'imports', 'depcruise', [
    '--config',
    '.dependency-cruiser.cjs',
    'packages',
    'plugins',
  ]),
  {
    name: 'Generated files',
    async run(tools) {
      const outdated = await findOutdated(tools);
      return oneCheck(
        outdated.length === 0,
        outdated.map(
          file =>
            `${file} is out of date: run \`npm run generate\` and commit it.`,
        ),
      );
    },
  },
];
