import { ofType, type FactOf, type Facts } from './facts.js';
import { expectedUnits, snapshotOf } from './snapshot.js';

/** A unit as a receipt has it. */
export type ReceivedUnit = FactOf<'ReceiptRecorded'>['data']['units'][number];

/** Announced units that arrived, each as the latest receipt has it. */
export function receivedUnits(facts: Facts): ReadonlyMap<string, ReceivedUnit> {
  const units = ofType(facts, 'ReceiptRecorded').flatMap(({ data }) => data.units);
  return new Map(units.flatMap((unit) => (unit.unitId === null ? [] : [[unit.unitId, unit]])));
}

/** True once the warehouse said that no more comes. */
export function isFinal(facts: Facts): boolean {
  return ofType(facts, 'ReceiptRecorded').some(({ data }) => data.final);
}

/** True when the shopper keeps, or was denied, every unit: no warehouse ever sees one. */
export function needsNoReceipt(facts: Facts): boolean {
  return snapshotOf(facts) !== undefined && expectedUnits(facts).length === 0;
}

/** True when no unit goes back on a shelf: all that came was written off, and nothing more comes. */
export function needsNoRestock(facts: Facts): boolean {
  if (needsNoReceipt(facts)) return true;
  return isFinal(facts) && [...receivedUnits(facts).values()].every(({ disposition }) => disposition === 'write-off');
}
