/** Counting a Jest run: a reporter that writes the counts down, and the line that closes every run. */
import { readFileSync, writeFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * What we read of Jest's own result.
 * @typedef {{ numPassedTests: number, numFailedTests: number, numRuntimeErrorTestSuites: number }} Results
 */

/** Jest reporter; BACKHAUL_TALLY names the file to write. */
export default class Tally {
  #parent = process.ppid;
  /** When `npm test` was killed with -9, nobody waits for this run any more. */
  #orphaned = setInterval(() => process.ppid === this.#parent || process.exit(1), 1000).unref();

  /**
   * @param {unknown} _contexts
   * @param {Results} results
   */
  onRunComplete(_contexts, results) {
    clearInterval(this.#orphaned);
    const file = process.env['BACKHAUL_TALLY'];
    if (file) writeFileSync(file, JSON.stringify(countsOf(results)));
  }
}

/**
 * A suite that fails to run has no tests to count, and must not pass for that: it counts as one failure.
 * @param {Results} results
 * @returns {Counts}
 */
export function countsOf(results) {
  return { passed: results.numPassedTests, failed: results.numFailedTests + results.numRuntimeErrorTestSuites };
}

/**
 * What the run comes to. A Jest that ended badly without naming a failure (a crash, a failed set-up) is a failure.
 * @param {string} file written by the reporter, absent when Jest did not get that far
 * @param {number} exitCode of Jest
 * @returns {Counts}
 */
export function verdict(file, exitCode) {
  const counts = readCounts(file);
  if (!counts) return { passed: 0, failed: 1 };
  return exitCode !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

/** @param {Counts} counts */
export function lastLine(counts) {
  return `${counts.passed} passed, ${counts.failed} failed`;
}

/**
 * @param {string} file
 * @returns {Counts | undefined}
 */
function readCounts(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
