import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readJestReport } from './checks/unitTests.mjs';
import { readPlaywrightReport } from './checks/journeys.mjs';
import { readTap } from './checks/scriptTests.mjs';
import {
  counts,
  formatCounts,
  isGood,
  oneCheck,
  readCounts,
  sum,
} from './counts.mjs';

test('the total of all parts is said in one plain line', () => {
  const parts = [
    oneCheck(true, ['not told']),
    oneCheck(false, ['src/a.ts is not formatted']),
    counts({ passed: 40 }),
  ];
  assert.equal(formatCounts(sum(parts)), '41 passed, 1 failed');
  assert.deepEqual(sum(parts).details, ['src/a.ts is not formatted']);
  assert.equal(
    formatCounts(sum([...parts, counts({ skipped: 2 })])),
    '41 passed, 1 failed, 2 skipped',
  );
});

test('a failure is not good, and neither is nothing at all', () => {
  assert.equal(isGood(counts({ passed: 3 })), true);
  assert.equal(isGood(counts({ passed: 3, failed: 1 })), false);
  assert.equal(isGood(counts({ skipped: 3 })), false);
});

test("another runner's last total is the one that counts", () => {
  const output = 'pulls: 3 passed, 1 failed\nall\n12 passed, 1 failed\n';
  assert.deepEqual(readCounts(output), counts({ passed: 12, failed: 1 }));
  assert.equal(readCounts('it fell over'), undefined);
});

test('a test file that Jest cannot load counts as failed, with its message', () => {
  const result = readJestReport({
    numPassedTests: 5,
    numFailedTests: 0,
    numPendingTests: 1,
    numTodoTests: 0,
    numRuntimeErrorTestSuites: 1,
    testResults: [
      { name: '/x/a.test.ts', status: 'passed', message: '' },
      {
        name: '/x/b.test.ts',
        status: 'failed',
        message: '\u001b[31mCannot find module\u001b[39m\n\n',
      },
    ],
  });
  assert.deepEqual(
    result,
    counts({
      passed: 5,
      failed: 1,
      skipped: 1,
      details: ['/x/b.test.ts', 'Cannot find module'],
    }),
  );
});

test('a journey that fails is told with its message, a skipped one with its reason', () => {
  const spec = (title, test) => ({ title, tests: [test] });
  const result = readPlaywrightReport({
    stats: { expected: 1, unexpected: 1, flaky: 0, skipped: 1 },
    errors: [],
    suites: [
      {
        title: 'journey.spec.ts',
        specs: [
          spec('kustomize', { status: 'expected', results: [] }),
          spec('in the browser', {
            status: 'unexpected',
            projectName: 'browser',
            results: [{ errors: [{ message: 'no preview\n' }] }],
          }),
          spec('helm', {
            status: 'skipped',
            annotations: [{ type: 'skip', description: 'no helm' }],
            results: [],
          }),
        ],
      },
    ],
  });
  assert.deepEqual(
    result,
    counts({
      passed: 1,
      failed: 1,
      skipped: 1,
      details: [
        'journey.spec.ts › in the browser (browser)',
        '  no preview',
        'Skipped: journey.spec.ts › helm (no helm)',
      ],
    }),
  );
});

test('a portal that does not start fails the journeys', () => {
  const stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  const errors = [{ message: 'The portal stopped' }];
  const result = readPlaywrightReport({ stats, errors, suites: [] });
  assert.equal(result.failed, 1);
  assert.deepEqual(result.details, ['  The portal stopped']);
});

test("Node's own totals are read, and a runner without any has failed", () => {
  const tap = '# tests 3\n# pass 2\n# fail 1\n# cancelled 0\n# skipped 0\n';
  assert.equal(formatCounts(readTap(tap, 1)), '2 passed, 1 failed');
  assert.equal(formatCounts(readTap('bad option', 9)), '0 passed, 1 failed');
});
