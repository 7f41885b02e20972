import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openSecrets, sha256 } from '../src/kept-secrets.js';
import { dataFolder } from './support/folder.js';

describe('the secrets of an installation', () => {
  let folder: { dir: string; remove(): void };

  beforeEach(() => {
    folder = dataFolder();
  });

  afterEach(() => folder.remove());

  it('are the same on every run, and differ from each other', () => {
    const first = openSecrets(folder.dir);
    const made = [first.of('token.viewer'), first.of('token.admin')];
    expect(new Set(made).size).toBe(2);
    const second = openSecrets(folder.dir);
    expect([second.of('token.viewer'), second.of('token.admin')]).toEqual(made);
  });

  it('can be read by their owner only', () => {
    openSecrets(folder.dir).of('token.viewer');
    expect(statSync(join(folder.dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  });

  it('are known to the services by their hash', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
