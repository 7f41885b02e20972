import { InterchangeFault } from './faults.js';
import type { Segment, Separators } from './segment.js';

/** ISA has a fixed length, and its last three characters say how the rest is to be read. */
const ISA_LENGTH = 106;

/** @throws InterchangeFault when the text does not begin with a whole ISA */
export function separatorsOf(text: string): Separators {
  // No database keeps it, and no partner means it.
  if (text.includes('\0')) throw new InterchangeFault('the file holds a NUL character');
  if (!text.startsWith('ISA')) throw new InterchangeFault('the file does not begin with ISA');
  if (text.length < ISA_LENGTH) throw new InterchangeFault('the file ends within ISA', true);
  const [element, component, segment] = [text.charAt(3), text.charAt(ISA_LENGTH - 2), text.charAt(ISA_LENGTH - 1)];
  const parts = text.slice(0, ISA_LENGTH - 1).split(element);
  if (parts.length !== 17 || new Set([element, component, segment]).size !== 3)
    throw new InterchangeFault('ISA has not its 16 elements of fixed length');
  return { element, component, segment };
}

/** A segment and where it stands in the text; `end` is behind its terminator. */
export interface Placed {
  readonly segment: Segment;
  readonly start: number;
  readonly end: number;
}

/**
 * One segment after the other, without a copy of the whole. Line ends between segments are allowed and mean nothing.
 * @throws InterchangeFault truncated when the text ends within a segment
 */
export function* segmentsOf(text: string, { element, segment: terminator }: Separators): Generator<Placed> {
  for (let at = 0; ;) {
    while (isBlank(text.charCodeAt(at))) at += 1;
    if (at >= text.length) return;
    const end = text.indexOf(terminator, at);
    if (end < 0) throw new InterchangeFault(`the file ends within segment ${text.slice(at, at + 3)}`, true);
    const [id = '', ...elements] = text.slice(at, end).split(element);
    yield { segment: [id.trim(), ...elements], start: at, end: end + 1 };
    at = end + 1;
  }
}

const isBlank = (code: number): boolean => code === 10 || code === 13 || code === 32;
