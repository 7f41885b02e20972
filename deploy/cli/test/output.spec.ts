import { describe, expect, it } from '@jest/globals';
import { plain, table } from '../src/output/table.js';
import { ago, duration } from '../src/output/times.js';
import { timeBefore } from '../src/parked/age.js';
import { progressOf } from '../src/projections/progress.js';
import { gaugesIn, sumOf } from '../src/status/gauges.js';

describe('what is printed', () => {
  it('stands in columns; a long reason is cut, an absent value is a dash', () => {
    const rows = [
      ['1', null],
      ['22', 'x'.repeat(80)],
    ];
    expect(table(['id', 'reason'], rows)).toBe(`id  reason\n1   -\n22  ${'x'.repeat(59)}…`);
  });

  it('does what it likes to no terminal, whatever a vendor has sent', () => {
    expect(plain('a\u001b[2Jb\u0007c\nd')).toBe('a[2Jbc\nd');
    expect(table(['a'], [['one\ntwo']])).toBe('a\none two');
  });

  it('says times as a person would', () => {
    expect([0, 59, 60, 7_200, 200_000].map(duration)).toEqual(['0 s', '59 s', '1 min', '2 h', '2 d']);
    expect(ago('2026-11-22T10:00:00Z', Date.parse('2026-11-22T13:00:00Z'))).toBe('3 h ago');
    expect(ago(null)).toBe('-');
  });

  it('shows how far a rebuild is', () => {
    const running = {
      kind: 'rebuild' as const,
      startedAt: '',
      done: 500,
      total: 1_000,
      perSecond: 120.4,
      etaSeconds: 4,
    };
    expect(progressOf(running)).toBe('rebuild ████████████░░░░░░░░░░░░ 50 %, 120/s, 4 s left');
    expect(progressOf({ ...running, done: 0, total: 0, perSecond: null, etaSeconds: null })).toContain('100 %');
  });
});

it('an age is counted back from now; anything else is refused', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  expect(['30m', '6h', '2d'].map((age) => timeBefore(age, now).toISOString())).toEqual([
    '2026-11-22T09:30:00.000Z',
    '2026-11-22T04:00:00.000Z',
    '2026-11-20T10:00:00.000Z',
  ]);
  expect(() => timeBefore('6', now)).toThrow('--older-than takes an age');
});

it('gauges are summed over the series that carry a label', () => {
  const gauges = gaugesIn(
    [
      '# HELP a b',
      'a{kind="x",status="in-doubt"} 2',
      'a{kind="y",status="in-doubt"} 3',
      'a{kind="y",status="sent"} 7',
      'b 1.5',
    ].join('\n'),
  );
  const sums = [sumOf(gauges, 'a', 'status="in-doubt"'), sumOf(gauges, 'a'), sumOf(gauges, 'b'), sumOf(gauges, 'c')];
  expect(sums).toEqual([5, 12, 1.5, 0]);
});
