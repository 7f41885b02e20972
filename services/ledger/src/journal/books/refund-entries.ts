import { contentHash } from '../content-hash.js';
import { ofType, type FactOf, type Facts } from '../facts.js';
import { processedWith, refundsOf } from '../refunds.js';
import { credit, debit, entryOf, type Entry } from './entry.js';

/** Money that the shop paid out. A refund belongs to the return once the processed return names it. */
export function refundEntries(facts: Facts): Entry[] {
  return [...refundsOf(facts).flatMap((refund) => refundEntry(refund, facts)), ...settledParts(facts)];
}

/** The shop paid: money left, and the ERP has yet to hear of it. */
function refundEntry(fact: FactOf<'RefundRecorded'>, facts: Facts): Entry[] {
  const { refundId, moneyRefunded } = fact.data;
  return entryOf({
    cause: `refund:${refundId}`,
    description: `Refund ${refundId} paid to the shopper`,
    documentNumber: refundId,
    fact,
    also: processedWith(facts, refundId),
    lines: [debit('refund-clearing', moneyRefunded), credit('paid-out', moneyRefunded)],
  });
}

/** A part of a refund that was pending and then paid. */
function settledParts(facts: Facts): Entry[] {
  return ofType(facts, 'RefundMoneySettled').flatMap((fact) => {
    const { refundId, amount, transactionId, ...rest } = fact.data;
    const part = transactionId ?? contentHash({ refundId, amount, ...rest });
    const processed = processedWith(facts, refundId);
    if (processed.length === 0) return [];
    return entryOf({
      cause: `refund-part:${refundId}:${part}`,
      description: `Pending part of refund ${refundId} paid to the shopper`,
      documentNumber: refundId,
      fact,
      also: processed,
      lines: [debit('refund-clearing', amount), credit('paid-out', amount)],
    });
  });
}
