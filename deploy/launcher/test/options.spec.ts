import { describe, expect, it } from '@jest/globals';
import { assertNotSwallowed } from '../src/npm-options.js';
import { HELP, readOptions } from '../src/options.js';

describe('the options of npm start', () => {
  it('plays the demo on Postgres when nothing is said', () => {
    expect(readOptions([])).toEqual({
      help: false,
      bus: 'postgres',
      fresh: false,
      demo: true,
      config: null,
      ports: 4100,
      dir: '.backhaul',
    });
  });

  it.each([
    [['--bus', 'kafka'], '.backhaul/demo-kafka'],
    [['--config', 'mine.yaml'], '.backhaul/own-postgres'],
    [['--config', 'mine.yaml', '--bus', 'kafka'], '.backhaul/own-kafka'],
    [['--bus', 'kafka', '--dir', '/data'], '/data'],
  ])('%j keeps its data in %s, so that one kind of run does not lose sight of what another began', (args, dir) => {
    expect(readOptions(args).dir).toBe(dir);
  });

  it('plays no day for merchants of one’s own, nor where none is wanted', () => {
    expect(readOptions(['--config', 'mine.yaml']).demo).toBe(false);
    expect(readOptions(['--no-demo']).demo).toBe(false);
  });

  it.each([
    [['--bus', 'rabbit'], '--bus takes postgres or kafka, not "rabbit".'],
    [['--ports', 'many'], '--ports takes a number from 1024 to 65500, not "many".'],
    [['--ports', '80'], '--ports takes a number from 1024 to 65500, not "80".'],
    [['--dir='], '--dir takes the path of a folder.'],
    [['--config='], '--config takes the path of a file.'],
    [['--frsh'], "Unknown option '--frsh'."],
    [['kafka'], "Unexpected argument 'kafka'."],
  ])('%j is refused in one sentence, with the way to the help', (args, sentence) => {
    const hint = 'Options come after two dashes: npm start -- --help shows them all.';
    expect(() => readOptions(args)).toThrow(
      expect.objectContaining({ code: 'USAGE', message: `${sentence}\n${hint}` }),
    );
  });

  it.each(['--bus', '--fresh', '--no-demo', '--config', '--ports', '--dir', '--help'])(
    'the help explains %s',
    (option) => {
      expect(HELP).toContain(`  ${option}`);
    },
  );
});

describe('an option that npm kept for itself', () => {
  it('is not silently left out', () => {
    expect(() => assertNotSwallowed({ npm_lifecycle_event: 'start', npm_config_fresh: 'true' })).toThrow(
      'npm start -- --fresh',
    );
  });

  it('is of no interest outside of npm start', () => {
    expect(() => assertNotSwallowed({ npm_config_fresh: 'true' })).not.toThrow();
    expect(() => assertNotSwallowed({ npm_lifecycle_event: 'start' })).not.toThrow();
  });
});
