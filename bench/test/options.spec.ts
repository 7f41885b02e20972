import { describe, expect, it } from '@jest/globals';
import { benchmarks } from '../src/benchmarks/index.js';
import { readOptions } from '../src/options.js';

describe('what npm run bench can be asked for', () => {
  it('everything when nothing is said, written into the folder of the benchmarks', () => {
    const options = readOptions([], benchmarks);
    expect(options).toMatchObject({ action: 'run', chosen: benchmarks, quick: false });
    expect(options.out).toMatch(/bench\/$/);
  });

  it('some, in the order of the table', () => {
    const { chosen } = readOptions(['--only', 'consume, append'], benchmarks);
    expect(chosen.map(({ name }) => name)).toEqual(['append', 'consume']);
  });

  it('a quick run writes nothing unless it is told where: its numbers mean nothing', () => {
    expect(readOptions(['--quick'], benchmarks).out).toBeNull();
    expect(readOptions(['--quick', '--out', '/tmp/x'], benchmarks).out).toBe('/tmp/x');
  });

  it('an unknown name or option says what there is', () => {
    expect(() => readOptions(['--only', 'appends'], benchmarks)).toThrow(
      /no benchmark appends.*append, append-emmett/s,
    );
    expect(() => readOptions(['--fast'], benchmarks)).toThrow(expect.objectContaining({ code: 'USAGE' }));
  });

  it('every benchmark has a name of its own, a question and a bar', () => {
    expect(new Set(benchmarks.map(({ name }) => name)).size).toBe(benchmarks.length);
    for (const { question, bar } of benchmarks) expect(Math.min(question.length, bar.length)).toBeGreaterThan(0);
  });
});
