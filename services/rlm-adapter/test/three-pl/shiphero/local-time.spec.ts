import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { momentIn } from '../../../src/three-pl/shiphero/local-time.js';

const NEW_YORK = 'America/New_York';
const at = (text: string, zone = NEW_YORK): string | undefined => momentIn(zone, text)?.toISOString();

describe('a time without a zone', () => {
  it.each([
    ['in winter', '2026-03-07T10:20:00', '2026-03-07T15:20:00.000Z'],
    ['in summer, with a space', '2026-07-09 10:20:30', '2026-07-09T14:20:30.000Z'],
    ['before the clocks go forward', '2026-03-08T01:59:59', '2026-03-08T06:59:59.000Z'],
    ['after the clocks went forward', '2026-03-08T03:00:00', '2026-03-08T07:00:00.000Z'],
    ['before the clocks go back', '2026-11-01T00:59:59', '2026-11-01T04:59:59.000Z'],
    ['after the clocks went back', '2026-11-01T02:00:00', '2026-11-01T07:00:00.000Z'],
  ])('is a moment of its zone %s', (_, text, moment) => {
    expect(at(text)).toBe(moment);
  });

  it('is another moment in another zone', () => {
    expect(at('2026-03-07T10:20:00', 'Asia/Kolkata')).toBe('2026-03-07T04:50:00.000Z');
    expect(at('2026-03-07T10:20:00', 'UTC')).toBe('2026-03-07T10:20:00.000Z');
  });

  it.each(['', 'yesterday', '2026-03-07', '2026-03-07T10:20:00Z'])('is none: %s', (text) => {
    expect(at(text)).toBeUndefined();
  });

  it('reads back as the zone shows it, whenever it is', () => {
    const moments = fc.integer({ min: Date.UTC(2020, 0, 1) / 1000, max: Date.UTC(2035, 0, 1) / 1000 });
    const shown = (moment: Date): string =>
      new Intl.DateTimeFormat('sv-SE', {
        ...{ timeZone: NEW_YORK, year: 'numeric', month: '2-digit', day: '2-digit', hourCycle: 'h23' },
        ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
      }).format(moment);
    fc.assert(
      fc.property(moments, (seconds) => {
        const text = shown(new Date(seconds * 1000));
        const read = momentIn(NEW_YORK, text);
        // An hour that the clocks repeat has two moments; both read the same.
        expect(read === null ? null : shown(read)).toBe(text);
      }),
    );
  });
});
