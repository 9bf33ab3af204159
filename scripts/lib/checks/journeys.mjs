import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { findBrowser, noBrowser } from '../browser.mjs';
import { buildApp } from '../buildApp.mjs';
import { counts } from '../counts.mjs';
import { checksDir, root } from '../paths.mjs';
import { lastLines, run } from '../run.mjs';

const MESSAGE_LINES = 25;

/** The journeys of e2e-tests, by HTTP and in a browser, in Playwright. */
export const journeys = {
  name: 'Journeys by HTTP and browser',
  async run(tools) {
    await buildApp(tools);
    const browser = await findBrowser(tools.env);
    const report = join(checksDir, 'journeys.json');
    await rm(report, { force: true });
    const { output } = await run(
      'playwright',
      [
        'test',
        '--config',
        join('e2e-tests', 'playwright.config.ts'),
        '--reporter=list,json',
      ],
      {
        env: {
          ...tools.env,
          ...(browser && { CHROMIUM: browser }),
          CI: 'true',
          FORCE_COLOR: '0',
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
        log: join(checksDir, 'journeys.log'),
      },
    );
    const result = await read(report, output);
    return browser
      ? result
      : { ...result, details: [noBrowser, ...result.details] };
  },
};

async function read(report, output) {
  try {
    return readPlaywrightReport(JSON.parse(await readFile(report, 'utf8')));
  } catch {
    return counts({ failed: 1, details: lastLines(output, 40) });
  }
}

/**
 * Counts the tests of a Playwright report. An error outside any test, such as
 * a portal that does not start, counts as one failed test.
 *
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: { message?: string }[], suites: object[] }} report
 */
export function readPlaywrightReport({ stats, errors, suites }) {
  const skipped = [];
  const failures = [];
  for (const { title, tests } of suites.flatMap(specsOf)) {
    for (const test of tests) {
      if (test.status === 'skipped') {
        const reason = test.annotations?.find(({ type }) => type === 'skip');
        skipped.push(
          `Skipped: ${title}${
            reason?.description ? ` (${reason.description})` : ''
          }`,
        );
      } else if (test.status !== 'expected') {
        const found = test.results.flatMap(result => result.errors ?? []);
        failures.push(`${title} (${test.projectName})`, ...linesOf(found));
      }
    }
  }
  return counts({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (errors.length > 0 ? 1 : 0),
    skipped: stats.skipped,
    details: [...linesOf(errors), ...failures, ...skipped],
  });
}

function specsOf({ title = '', specs = [], suites = [] }) {
  return [
    ...specs.map(spec => ({ ...spec, title: `${title} › ${spec.title}` })),
    ...suites.flatMap(specsOf),
  ];
}

function linesOf(errors) {
  return errors.flatMap(({ message = '' }) =>
    stripVTControlCharacters(message)
      .split('\n')
      .filter(line => line.trim())
      .slice(0, MESSAGE_LINES)
      .map(line => `  ${line.replaceAll(root, '.')}`),
  );
}
