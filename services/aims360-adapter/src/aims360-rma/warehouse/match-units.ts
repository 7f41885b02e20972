import type { RmaUnit } from '../events.js';
import type { Rma } from '../state.js';
import type { PostedUnit } from './receipt.js';

/** A unit that came, and which one of the return it is; or why it is on a worklist. */
export interface MatchedUnit {
  readonly posted: PostedUnit;
  readonly unit: RmaUnit | null;
  readonly exception: 'over' | 'wrong-item' | 'unknown-sku' | null;
}

/** Each unit of the return is matched once, over all receipts. By its id where the warehouse names it, else by UPC, else by SKU. */
export function matchUnits(posted: readonly PostedUnit[], state: Rma): MatchedUnit[] {
  const units = (state.requested?.units ?? []).filter(({ outcome }) => outcome === 'return');
  const taken = new Set([...state.postedUnits.map(({ unitId }) => unitId), ...state.receivedUnits]);
  return posted.map((one) => {
    const unit = units.find((candidate) => !taken.has(candidate.unitId) && isItem(candidate, one));
    if (unit === undefined) return { posted: one, unit: null, exception: exceptionOf(one, units) };
    taken.add(unit.unitId);
    return { posted: one, unit, exception: null };
  });
}

function isItem(unit: RmaUnit, { unitId, sku, barcode }: PostedUnit): boolean {
  if (unitId !== null) return unit.unitId === unitId;
  return barcode !== null && unit.barcode !== null ? unit.barcode === barcode : sku !== null && unit.sku === sku;
}

function exceptionOf(posted: PostedUnit, units: readonly RmaUnit[]): NonNullable<MatchedUnit['exception']> {
  if (units.some((unit) => isItem(unit, posted))) return 'over';
  return posted.sku === null ? 'unknown-sku' : 'wrong-item';
}
