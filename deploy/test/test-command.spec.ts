import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const COMMAND = fileURLToPath(new URL('../bin/test.mjs', import.meta.url));

describe('npm run test:unit', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backhaul-test-'));
    const project = { displayName: 'unit', rootDir: folder, testMatch: ['**/*.spec.mjs'], transform: {} };
    write('jest.config.json', JSON.stringify({ projects: [project] }));
    write('fine.spec.mjs', `it('a', () => {}); it('b', () => {});`);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
  const run = (...args: string[]) => {
    const config = join(folder, 'jest.config.json');
    const done = spawnSync(process.execPath, [COMMAND, '--unit', ...args, '--config', config], {
      encoding: 'utf8',
      env: { ...process.env, BACKHAUL_SETUP: 'done' },
    });
    return { lastLine: done.stdout.trimEnd().split('\n').at(-1), code: done.status };
  };

  it('closes with the counts', () => {
    expect(run()).toEqual({ lastLine: '2 passed, 0 failed', code: 0 });
  });

  it('fails with a failing test', () => {
    write('bad.spec.mjs', `it('c', () => { throw new Error('no') });`);
    expect(run()).toEqual({ lastLine: '2 passed, 1 failed', code: 1 });
  });

  it('fails with a suite that cannot be loaded', () => {
    write('broken.spec.mjs', `import './nowhere.mjs';`);
    expect(run()).toEqual({ lastLine: '2 passed, 1 failed', code: 1 });
  });

  it('passes further arguments to Jest', () => {
    expect(run('fine', '--testNamePattern=a')).toEqual({ lastLine: '1 passed, 0 failed', code: 0 });
  });

  it('fails when no test ran', () => {
    expect(run('nothing-of-that-name')).toEqual({ lastLine: '0 passed, 0 failed', code: 1 });
  });

  it('fails when Jest itself cannot run', () => {
    write('jest.config.json', '{ this is not JSON');
    expect(run()).toEqual({ lastLine: '0 passed, 1 failed', code: 1 });
  });
});
