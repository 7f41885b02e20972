import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openLogFile } from '../src/log-file.js';
import { dataFolder } from './support/folder.js';

describe('the log of the services', () => {
  let folder: { dir: string; remove(): void };
  let file: string;

  beforeEach(() => {
    folder = dataFolder();
    file = join(folder.dir, 'backhaul.log');
  });

  afterEach(() => folder.remove());

  it('goes on where an earlier run ended, and is for its owner only', () => {
    openLogFile(file).write('first\n');
    openLogFile(file).write('second\n');
    expect(readFileSync(file, 'utf8')).toBe('first\nsecond\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('starts anew when it is full, and keeps the one before', () => {
    const log = openLogFile(file, 10);
    for (const line of ['0123456789\n', 'second\n', 'third\n', 'fourth\n']) log.write(line);
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('second\nthird\n');
    expect(readFileSync(file, 'utf8')).toBe('fourth\n');
  });

  it('starts anew when an earlier run has filled it', () => {
    openLogFile(file, 10).write('0123456789\n');
    openLogFile(file, 10).write('new\n');
    expect(readFileSync(file, 'utf8')).toBe('new\n');
    expect(existsSync(`${file}.1`)).toBe(true);
  });
});
