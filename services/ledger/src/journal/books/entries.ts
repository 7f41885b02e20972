import { ofType, type FactOf, type Facts } from '../facts.js';
import { contentHash } from '../content-hash.js';
import { processedWith, refundsOf } from '../refunds.js';
import { credit, debit, entryOf, type Entry } from './entry.js';

/**
 * Every entry that the facts call for; which of them came first makes no difference.
 * A refund belongs to the return once the processed return names it.
 */
export function entriesOf(facts: Facts): readonly Entry[] {
  const known = workedOut.get(facts);
  if (known !== undefined) return known;
  const entries = unique(postingsOf(facts));
  workedOut.set(facts, entries);
  return entries;
}

/** Facts never change, and status, settlement and books each ask for their entries. */
const workedOut = new WeakMap<Facts, readonly Entry[]>();

function postingsOf(facts: Facts): Entry[] {
  return [
    ...ofType(facts, 'CreditIssued').flatMap(creditEntry),
    ...refundsOf(facts).flatMap((refund) => refundEntry(refund, facts)),
    ...settledParts(facts),
    ...ofType(facts, 'CreditOffsetPosted').flatMap(offsetEntry),
    ...ofType(facts, 'RefundImported').flatMap(importEntry),
  ];
}

/** Of entries that say the same the first counts. */
function unique(entries: readonly Entry[]): Entry[] {
  return [...new Map(entries.toReversed().map((entry) => [entry.id, entry])).values()].reverse();
}

/** Causes for which the facts give more than one content. */
export function disputedCauses(entries: readonly Entry[]): string[] {
  const causes = entries.map(({ cause }) => cause);
  return [...new Set(causes.filter((cause, index) => causes.indexOf(cause) !== index))].sort();
}

/** The ERP owes the customer: what came back is taken out of sales, the receivable is credited. */
function creditEntry(fact: FactOf<'CreditIssued'>): Entry[] {
  const { documentNumber, documentKind, merchandise, tax, freight, fee, adjustment, total } = fact.data;
  return entryOf({
    cause: `credit:${documentNumber}`,
    description: `${documentKind === 'credit-memo' ? 'Credit memo' : 'Credit invoice'} ${documentNumber}`,
    documentNumber,
    fact,
    lines: [
      debit('sales-returns', merchandise),
      debit('tax', tax),
      debit('freight', freight),
      credit('fee-income', fee),
      debit('adjustments', adjustment),
      credit('customer-receivable', total),
    ],
  });
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

/** The ERP took the refund against the open credit by an AR debit. */
function offsetEntry(fact: FactOf<'CreditOffsetPosted'>): Entry[] {
  const { documentNumber, reference, creditDocument, amount } = fact.data;
  return entryOf({
    cause: `offset:${documentNumber}`,
    description: `AR debit ${reference} against ${creditDocument}`,
    documentNumber,
    fact,
    lines: [debit('customer-receivable', amount), credit('refund-clearing', amount)],
  });
}

/** The ERP took the refund against the open credit by importing it. */
function importEntry(fact: FactOf<'RefundImported'>): Entry[] {
  const { refundId, documentNumber, applied, system } = fact.data;
  return entryOf({
    cause: `import:${refundId}`,
    description: `Refund ${refundId} applied in ${system}`,
    documentNumber,
    fact,
    lines: [debit('customer-receivable', applied), credit('refund-clearing', applied)],
  });
}
