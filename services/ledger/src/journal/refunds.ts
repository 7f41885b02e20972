import { add, negate, type Money } from '@backhaul/money';
import { ofType, type FactOf, type Facts } from './facts.js';

/** Ids of the refunds that the processed return names; a refund of the same order may belong to another return. */
export function refundIdsOf(facts: Facts): string[] {
  return [...new Set(ofType(facts, 'ReturnProcessed').flatMap(({ data }) => data.refundIds))].sort();
}

/** The processed return that names this refund; empty when none does. */
export function processedWith(facts: Facts, refundId: string): FactOf<'ReturnProcessed'>[] {
  return ofType(facts, 'ReturnProcessed')
    .filter(({ data }) => data.refundIds.includes(refundId))
    .slice(0, 1);
}

/** The refunds of this return that the shop has shown us. */
export function refundsOf(facts: Facts): FactOf<'RefundRecorded'>[] {
  const own = new Set(refundIdsOf(facts));
  return ofType(facts, 'RefundRecorded').filter(({ data }) => own.has(data.refundId));
}

/** What is still under way of a refund: neither paid nor failed. */
export function pendingOf(refund: FactOf<'RefundRecorded'>, facts: Facts): Money {
  const { refundId, moneyPending } = refund.data;
  const parts = [...ofType(facts, 'RefundMoneySettled'), ...ofType(facts, 'RefundMoneyFailed')];
  return parts
    .filter(({ data }) => data.refundId === refundId)
    .reduce((left, { data }) => add(left, negate(data.amount)), moneyPending);
}

/** Refunds of this return that are still to be taken into the ERP: neither imported nor accepted as never to be. */
export function unimportedRefunds(facts: Facts): string[] {
  const imported = ofType(facts, 'RefundImported').map(({ data }) => data.refundId);
  const done = new Set([...imported, ...acceptedSkips(facts).map(({ data }) => data.refundId)]);
  return refundIdsOf(facts).filter((id) => !done.has(id));
}

/** True when a person accepted of every refund that the ERP takes in none of it: it makes no credit and restocks nothing. */
export function needsNoImport(facts: Facts): boolean {
  return (
    refundIdsOf(facts).length > 0 &&
    unimportedRefunds(facts).length === 0 &&
    ofType(facts, 'RefundImported').length === 0
  );
}

/** Refunds, or what the ERP left out of them, that a person accepted as never to be credited. */
export function acceptedSkips(facts: Facts): FactOf<'RefundSkipped'>[] {
  const own = new Set(refundIdsOf(facts));
  return ofType(facts, 'RefundSkipped').filter(({ data }) => data.accepted !== null && own.has(data.refundId));
}
