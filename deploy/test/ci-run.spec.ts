import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const SCRIPT = fileURLToPath(new URL('../../.ci/run', import.meta.url));

describe('.ci/run', () => {
  it('closes with the counts of the tests', () => {
    expect(runWith({ check: 'true', test: 'echo "12 passed, 0 failed"' })).toEqual(['12 passed, 0 failed', 0]);
    expect(runWith({ check: 'true', test: 'echo "11 passed, 1 failed"; false' })).toEqual(['11 passed, 1 failed', 1]);
  });

  it('runs the tests also when the check fails, and fails then', () => {
    expect(runWith({ check: 'echo bad; false', test: 'echo "12 passed, 0 failed"' })).toEqual([
      '12 passed, 0 failed',
      1,
    ]);
  });

  it('closes with a failure when the tests did not get to count', () => {
    expect(runWith({ check: 'true', test: 'echo "Killed"; exit 137' })).toEqual(['0 passed, 1 failed', 1]);
    expect(runWith({ check: 'true', test: 'echo "no counts"' })).toEqual(['0 passed, 1 failed', 1]);
  });
});

/** Last line and exit code of the script, with an npm on the PATH that does only this. */
function runWith(npm: { check: string; test: string }): [string | undefined, number | null] {
  const folder = mkdtempSync(join(tmpdir(), 'backhaul-test-'));
  const fake = join(folder, 'npm');
  writeFileSync(fake, `#!/bin/sh\nif [ "$1" = test ]; then ${npm.test}; else ${npm.check}; fi\n`);
  chmodSync(fake, 0o755);
  const env = { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}` };
  const done = spawnSync(SCRIPT, { encoding: 'utf8', env });
  rmSync(folder, { recursive: true, force: true });
  return [done.stdout.trimEnd().split('\n').at(-1), done.status];
}
