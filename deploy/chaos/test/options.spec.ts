import { describe, expect, it } from '@jest/globals';
import { commandFor, readOptions } from '../src/options.js';

describe('the options of a chaos run', () => {
  it('has 200 returns over Kafka and a seed by chance when nothing is said', () => {
    const options = readOptions([]);
    expect(options).toMatchObject({ returns: 200, bus: 'kafka', minutes: 30, calm: false, keep: false, help: false });
    expect(Number.isInteger(options.seed)).toBe(true);
  });

  it.each([
    ['--returns 500 --seed 7', 'npm run chaos -- --returns 500 --seed 7'],
    ['--seed 0 --bus postgres --keep', 'npm run chaos -- --returns 200 --seed 0 --bus postgres'],
    ['--seed 3 --returns 20 --calm', 'npm run chaos -- --returns 20 --seed 3 --calm'],
  ])('%s is played again by %s', (given, command) => {
    expect(commandFor(readOptions(given.split(' ')))).toBe(command);
  });

  it.each([
    ['--returns 0', '--returns takes a whole number from 1 to 1000, not "0".'],
    ['--returns many', '--returns takes a whole number'],
    ['--seed', "Option '--seed <value>' argument missing"],
    ['--seed=', '--seed takes a whole number'],
    ['--bus rabbit', '--bus takes kafka or postgres, not "rabbit".'],
    ['--loud', "Unknown option '--loud'"],
  ])('%s is refused, and says what to type', (given, message) => {
    expect(() => readOptions(given.split(' '))).toThrow(message);
    expect(() => readOptions(given.split(' '))).toThrow('npm run chaos -- --help');
  });
});
