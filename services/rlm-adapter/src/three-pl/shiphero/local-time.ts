/** `2026-03-09T15:20:00`, or with a space. */
const LOCAL = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?$/;

/**
 * The moment of a time that came without a zone; null when it is none. An hour that the change from summer time repeats is taken as
 * its second coming, one that it skips as the hour after.
 */
export function momentIn(zone: string, text: string): Date | null {
  const parts = LOCAL.exec(text)?.slice(1).map(Number);
  if (parts === undefined) return null;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  // The offset at that moment is not known before the moment is: the second guess is right beside every change of the clocks.
  const guess = wall - offsetOf(zone, wall);
  return new Date(wall - offsetOf(zone, guess));
}

/** Milliseconds by which the zone's clocks are ahead of UTC at this moment. */
function offsetOf(zone: string, moment: number): number {
  const format = new Intl.DateTimeFormat('en-US', {
    ...{ timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const at = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
  const shown = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return shown - Math.floor(moment / 1000) * 1000;
}
