import { add } from '@backhaul/money';
import { unreachable } from '@backhaul/contracts';
import { ofType, type FactOf, type Facts } from '../facts.js';
import { acceptedSkips, processedWith } from '../refunds.js';
import type { Account } from './chart.js';
import { credit, debit, entryOf, type Entry } from './entry.js';
import { restatedEntries } from './restated.js';

type Offset = FactOf<'CreditOffsetPosted'>;
type Purpose = Offset['data']['purpose'];

/** What used the credit up in the ERP. */
export function offsetEntries(facts: Facts): Entry[] {
  return [
    ...ofType(facts, 'CreditOffsetPosted').flatMap(offsetEntry),
    ...ofType(facts, 'RefundImported').flatMap(importEntry),
    ...acceptedSkips(facts).flatMap((fact) => acceptedEntry(fact, facts)),
    ...appliedEntries(facts),
  ];
}

/**
 * An AR debit uses up a part of the open credit for what the shopper was given by it. Where the ERP carries no tax, the
 * shopper's share of it went out beside the ERP's books, so it is taken from the tax here.
 */
function offsetEntry(fact: Offset): Entry[] {
  const { documentNumber, reference, creditDocument, amount, purpose, taxNotCarried } = fact.data;
  const kind = amount.amount < 0 ? 'AR credit adjustment' : 'AR debit';
  return entryOf({
    cause: `offset:${documentNumber}`,
    description: `${kind} ${reference} against ${creditDocument}`,
    documentNumber,
    fact,
    lines: [
      debit('customer-receivable', amount),
      debit('tax', taxNotCarried),
      credit(accountOf(purpose), add(amount, taxNotCarried)),
    ],
  });
}

/** What a part of the credit was used up for. */
function accountOf(purpose: Purpose): Account {
  switch (purpose) {
    case 'refund':
      return 'refund-clearing';
    case 'store-credit':
      return 'store-credit-liability';
    case 'exchange':
      return 'exchange-clearing';
    case 'fee':
      return 'fee-income';
    case 'rounding':
      // Not `rounding`: a cent there is a document that does not add up, this one was decided and posted. What of it was
      // money of the refund after all, `rounding-entries.ts` takes out again.
      return 'adjustments';
    default:
      return unreachable(purpose);
  }
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

/** Money that the ERP never credits, because the goods never left its stock: a person accepted that, so it is theirs to explain. */
function acceptedEntry(fact: FactOf<'RefundSkipped'>, facts: Facts): Entry[] {
  const { refundId, accepted } = fact.data;
  if (accepted === null) return [];
  return entryOf({
    cause: `refund-accepted:${refundId}`,
    description: `Refund ${refundId}: accepted as not credited in the ERP`,
    documentNumber: null,
    fact,
    also: processedWith(facts, refundId),
    lines: [debit('adjustments', accepted), credit('refund-clearing', accepted)],
  });
}

/** The ERP applied a part of the open credit to the invoice of the replacement order. */
function appliedEntries(facts: Facts): Entry[] {
  const tellings = ofType(facts, 'CreditApplied');
  return creditsApplied(facts).flatMap(({ data: { creditDocument } }) =>
    restatedEntries(
      {
        cause: `applied:${creditDocument}`,
        description: `${creditDocument} applied to invoices`,
        documentNumber: creditDocument,
      },
      tellings
        .filter(({ data }) => data.creditDocument === creditDocument)
        .map((fact) => ({
          fact,
          lines: [debit('customer-receivable', fact.data.applied), credit('exchange-clearing', fact.data.applied)],
        })),
    ),
  );
}

/** Per credit document the last word on how much of it was applied to invoices. */
export function creditsApplied(facts: Facts): FactOf<'CreditApplied'>[] {
  return [...new Map(ofType(facts, 'CreditApplied').map((fact) => [fact.data.creditDocument, fact])).values()];
}
