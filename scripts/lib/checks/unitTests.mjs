import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { counts } from '../counts.mjs';
import { checksDir } from '../paths.mjs';
import { lastLines, run } from '../run.mjs';

const MESSAGE_LINES = 25;

/** Unit and integration tests of all packages, in Backstage's Jest. */
export const unitTests = {
  name: 'Unit and integration tests',
  async run({ env }) {
    const report = join(checksDir, 'unit.json');
    await rm(report, { force: true });
    const { output } = await run(
      'backstage-cli',
      [
        'repo',
        'test',
        '--watchAll=false',
        '--maxWorkers=2',
        '--json',
        `--outputFile=${report}`,
      ],
      {
        env: {
          ...env,
          CI: 'true',
          FORCE_COLOR: '0',
          // With CI set and no Docker, tests over Postgres would fail.
          BACKSTAGE_TEST_DISABLE_DOCKER: '1',
        },
        log: join(checksDir, 'unit.log'),
      },
    );
    try {
      return readJestReport(JSON.parse(await readFile(report, 'utf8')));
    } catch {
      return counts({ failed: 1, details: lastLines(output, 40) });
    }
  },
};

/**
 * Counts the tests of a Jest report; a test file that could not be loaded
 * counts as one failed test.
 *
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, numRuntimeErrorTestSuites: number, testResults: { name: string, status: string, message: string }[] }} report
 */
export function readJestReport(report) {
  return counts({
    passed: report.numPassedTests,
    failed: report.numFailedTests + report.numRuntimeErrorTestSuites,
    skipped: report.numPendingTests + report.numTodoTests,
    details: report.testResults
      .filter(({ status }) => status === 'failed')
      .flatMap(({ name, message }) => [
        name,
        ...stripVTControlCharacters(message)
          .split('\n')
          .filter(line => line.trim())
          .slice(0, MESSAGE_LINES),
      ]),
  });
}
