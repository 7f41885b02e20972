import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { installedIs, requireNode } from '../bin/setup.mjs';

describe('requireNode', () => {
  it.each(['20.19.0', '20.20.2', '22.13.1', '24.0.0', '25.1.0'])('takes Node %s', (version) => requireNode(version));

  it.each(['18.20.4', '20.18.3', '21.7.0', '22.12.0', '23.5.0'])(
    'refuses Node %s, and says what to install',
    (version) => expect(() => requireNode(version)).toThrow(`Node ${version} is not supported. Install Node 20.19`),
  );
});

describe('installedIs', () => {
  let folder = '';
  let record = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'backhaul-test-'));
    record = join(folder, 'record.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const fresh = (lock: object, installed: object) => {
    writeFileSync(record, JSON.stringify({ packages: installed }));
    return installedIs(JSON.stringify({ packages: lock }), record);
  };
  const zod = { version: '4.6.0', integrity: 'sha512-aaaa' };

  it('knows an installation that is what the lock file says', () => {
    expect(fresh({ '': {}, 'libs/money': {}, 'node_modules/zod': zod }, { 'node_modules/zod': zod })).toBe(true);
  });

  it('wants an installation when a package is missing or has another version', () => {
    expect(fresh({ 'node_modules/zod': zod }, {})).toBe(false);
    expect(fresh({ 'node_modules/zod': zod }, { 'node_modules/zod': { ...zod, version: '4.5.0' } })).toBe(false);
    expect(fresh({ 'node_modules/zod': zod }, { 'node_modules/zod': { ...zod, integrity: 'sha512-bbbb' } })).toBe(
      false,
    );
  });

  it('does not miss packages that are for another machine', () => {
    const other = { ...zod, optional: true };
    expect(fresh({ 'node_modules/pg-for-macos': other }, {})).toBe(true);
  });

  it('wants an installation when npm has left no record', () => {
    expect(installedIs(JSON.stringify({ packages: {} }), join(folder, 'none.json'))).toBe(false);
  });
});
