import { firstOf, type Facts } from '../journal/facts.js';
import { isFinal, needsNoReceipt, receivedUnits } from '../journal/goods.js';
import { expectedUnits } from '../journal/snapshot.js';

/** How much of the goods has arrived. */
export type UnitsState = 'unknown' | 'awaited' | 'partly-received' | 'received' | 'none-expected';

/** Announced units and those of them that arrived. */
export interface UnitCount {
  /** To be sent back: neither removed nor kept by the shopper. */
  readonly expected: number;
  readonly received: number;
  /** The warehouse expects no more. */
  readonly final: boolean;
}

/** Counts each unit once, however many receipts name it. */
export function countUnits(facts: Facts): UnitCount {
  return {
    expected: expectedUnits(facts).length,
    received: receivedUnits(facts).size,
    final: isFinal(facts),
  };
}

/** The goods, unit by unit, reduced to one word. */
export function unitsState(facts: Facts): UnitsState {
  const { expected, received, final } = countUnits(facts);
  if (final || (expected > 0 && received >= expected)) return 'received';
  if (firstOf(facts, 'ReceiptRecorded') !== undefined) return 'partly-received';
  if (needsNoReceipt(facts)) return 'none-expected';
  return expected === 0 ? 'unknown' : 'awaited';
}
