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
