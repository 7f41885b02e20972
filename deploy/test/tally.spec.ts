import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { countsOf, lastLine, verdict } from '../bin/tally.mjs';

describe('the closing line of a test run', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backhaul-test-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const closing = (counts: object | undefined, exitCode: number) => {
    const file = join(folder, 'counts.json');
    if (counts) writeFileSync(file, JSON.stringify(counts));
    return lastLine(verdict(file, exitCode));
  };

  it('counts tests', () => {
    expect(closing({ passed: 12, failed: 0 }, 0)).toBe('12 passed, 0 failed');
    expect(closing({ passed: 11, failed: 1 }, 1)).toBe('11 passed, 1 failed');
  });

  it('counts a suite that fails to run as one failure', () => {
    const results = { numPassedTests: 3, numFailedTests: 1, numRuntimeErrorTestSuites: 2 };
    expect(countsOf(results)).toEqual({ passed: 3, failed: 3 });
  });

  it('counts a Jest that crashed before it could count as a failure', () => {
    expect(closing(undefined, 1)).toBe('0 passed, 1 failed');
    expect(closing(undefined, 0)).toBe('0 passed, 1 failed');
  });

  it('does not call a run passed that ended badly after its tests', () => {
    expect(closing({ passed: 12, failed: 0 }, 1)).toBe('12 passed, 1 failed');
  });
});
