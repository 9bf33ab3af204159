/**
 * How many checks passed, failed and were skipped, and what to tell a person
 * about those that did not pass.
 *
 * @typedef {{ passed: number, failed: number, skipped: number, details: string[] }} Counts
 */

/**
 * @param {Partial<Counts>} [counts]
 * @returns {Counts}
 */
export function counts(counts = {}) {
  return { passed: 0, failed: 0, skipped: 0, details: [], ...counts };
}

/**
 * A check that either holds or does not.
 *
 * @param {boolean} holds
 * @param {string[]} [details] - kept only when it does not
 */
export function oneCheck(holds, details = []) {
  return holds ? counts({ passed: 1 }) : counts({ failed: 1, details });
}

/**
 * @param {Counts[]} all
 * @returns {Counts}
 */
export function sum(all) {
  return all.reduce(
    (total, part) =>
      counts({
        passed: total.passed + part.passed,
        failed: total.failed + part.failed,
        skipped: total.skipped + part.skipped,
        details: [...total.details, ...part.details],
      }),
    counts(),
  );
}

/**
 * `3 passed, 0 failed`, with the skipped when there are any.
 *
 * @param {Counts} total
 */
export function formatCounts({ passed, failed, skipped }) {
  const text = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${text}, ${skipped} skipped` : text;
}

/**
 * Nothing failed, and something ran at all.
 *
 * @param {Counts} total
 */
export function isGood({ passed, failed }) {
  return failed === 0 && passed > 0;
}

/**
 * Reads the last `N passed, N failed` of an output.
 *
 * @param {string} output
 * @returns {Counts | undefined}
 */
export function readCounts(output) {
  const all = output.matchAll(
    /(\d+) passed, (\d+) failed(?:, (\d+) skipped)?/g,
  );
  const last = [...all].at(-1);
  return (
    last &&
    counts({
      passed: Number(last[1]),
      failed: Number(last[2]),
      skipped: Number(last[3] ?? 0),
    })
  );
}
