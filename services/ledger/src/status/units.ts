import { firstOf, ofType, type Facts } from '../journal/facts.js';

/** How much of the goods has arrived. */
export type UnitsState = 'unknown' | 'awaited' | 'partly-received' | 'received';

/** Announced units and those of them that arrived. */
export interface UnitCount {
  readonly expected: number;
  readonly received: number;
  /** The warehouse expects no more. */
  readonly final: boolean;
}

/** Counts each unit once, however many receipts name it. */
export function countUnits(facts: Facts): UnitCount {
  const receipts = ofType(facts, 'ReceiptRecorded');
  const received = new Set(receipts.flatMap(({ data }) => data.units.flatMap(({ unitId }) => unitId ?? [])));
  return {
    expected: firstOf(facts, 'ReturnInitiated')?.data.units.length ?? 0,
    received: received.size,
    final: receipts.some(({ data }) => data.final),
  };
}

/** The goods, unit by unit, reduced to one word. */
export function unitsState(facts: Facts): UnitsState {
  const { expected, received, final } = countUnits(facts);
  if (final || (expected > 0 && received >= expected)) return 'received';
  if (firstOf(facts, 'ReceiptRecorded') !== undefined) return 'partly-received';
  return expected === 0 ? 'unknown' : 'awaited';
}
