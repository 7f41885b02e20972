import { ofType, type FactOf, type Facts } from './facts.js';
import { authorisationsThatExpect } from './route.js';
import { expectedUnits, snapshotOf } from './snapshot.js';

/** A unit as a receipt has it. */
export type ReceivedUnit = FactOf<'ReceiptRecorded'>['data']['units'][number];

/** The receipts as they stand: a correction comes under the number of what it corrects, and replaces it. */
export function receiptsOf(facts: Facts): FactOf<'ReceiptRecorded'>[] {
  const newest = new Map<string, FactOf<'ReceiptRecorded'>>();
  for (const fact of ofType(facts, 'ReceiptRecorded')) {
    const known = newest.get(fact.data.receiptId);
    // Both happened when the goods came; the correction was learned of later.
    if (known === undefined || known.recordedAt <= fact.recordedAt) newest.set(fact.data.receiptId, fact);
  }
  return [...newest.values()];
}

/** Announced units that arrived, each as the latest receipt has it. */
export function receivedUnits(facts: Facts): ReadonlyMap<string, ReceivedUnit> {
  const units = receiptsOf(facts).flatMap(({ data }) => data.units);
  return new Map(units.flatMap((unit) => (unit.unitId === null ? [] : [[unit.unitId, unit]])));
}

/** True once the warehouse said that no more comes, on each authorisation that it was told of. */
export function isFinal(facts: Facts): boolean {
  return isReceivedOn(
    receiptsOf(facts).filter(({ data }) => data.final),
    facts,
  );
}

/** True once something, or the word that nothing came, was received on each authorisation that the warehouse was told of. */
export function isReceived(facts: Facts): boolean {
  return isReceivedOn(ofType(facts, 'ReceiptRecorded'), facts);
}

function isReceivedOn(receipts: readonly FactOf<'ReceiptRecorded'>[], facts: Facts): boolean {
  const received = new Set(receipts.map(({ data }) => data.documentNumber));
  return received.size > 0 && authorisationsThatExpect('AsnTransmitted', facts).every((number) => received.has(number));
}

/** True once the warehouse knows of each authorisation that it has to know of. */
export function isAnnounced(facts: Facts): boolean {
  const announced = new Set(ofType(facts, 'AsnTransmitted').map(({ data }) => data.documentNumber));
  const expected = authorisationsThatExpect('AsnTransmitted', facts);
  return announced.size > 0 && expected.every((number) => announced.has(number));
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
