import { displayMoney, isZero } from '@backhaul/money';
import { absolute } from '../journal/absolute.js';
import type { FactOf } from '../journal/facts.js';
import { byJob, type Wording } from './line.js';

/** A refund needs no word: it is what a debit is for as a rule. */
const purposeWords = {
  refund: '',
  'store-credit': ' for the store credit',
  exchange: ' for the exchange',
  fee: ' for the fee',
  rounding: ' for rounding',
} as const;

const offsetWords = { discount: 'by a discount', 'misc-charge': 'by a misc. charge', none: '' } as const;

/** What was imported, at what price, and how it is shipped and paid. */
function importText(imported: FactOf<'ExchangeOrderImported'>['data']): string {
  const { exchangeOrderName, documentNumber, amended, offset, total, shippingType, paymentType } = imported;
  const done = amended
    ? `Exchange items of ${exchangeOrderName} added to`
    : `Exchange order ${exchangeOrderName} imported as`;
  const details = [
    displayMoney(total),
    ...(isZero(offset.amount) ? [] : [`${displayMoney(offset.amount)} taken off ${offsetWords[offset.kind]}`.trim()]),
    ...(shippingType === null ? [] : [`shipping type ${shippingType}`]),
    ...(paymentType === null ? [] : [`payment type ${paymentType}`]),
  ];
  return `${done} order ${documentNumber} in ${imported.system}${byJob(imported.job)}: ${details.join(', ')}`;
}

/** What was left out and waits for somebody, what somebody accepted, and what was no more than an information. */
function skipText({ refundId, reason, severity, accepted }: FactOf<'RefundSkipped'>['data']): string {
  if (accepted !== null) return `Refund ${refundId}: ${reason}`;
  return severity === 'warning'
    ? `Refund ${refundId} not imported into the ERP: ${reason}`
    : `Refund ${refundId} needs no further import (information: ${reason})`;
}

/** What the ERP does in its books, and the stock that it reports. */
export const erpBooksWording: Wording<
  | 'CreditIssued'
  | 'CreditOffsetPosted'
  | 'CreditApplied'
  | 'ExchangeOrderImported'
  | 'RefundImported'
  | 'RefundSkipped'
  | 'InventoryExported'
> = {
  CreditIssued: ({ documentKind, documentNumber, total, fee, system, job }) => {
    const kind = documentKind === 'credit-memo' ? 'credit memo' : 'credit invoice';
    const title = documentKind === 'credit-memo' ? 'Credit memo' : 'Credit invoice';
    return {
      system,
      text: `${title} ${documentNumber} of ${displayMoney(total)} issued in ${system}${byJob(job)}${isZero(fee) ? '' : `, ${displayMoney(fee)} kept as a fee`}`,
      documents: [{ kind, number: documentNumber }],
    };
  },
  CreditOffsetPosted: ({ reference, amount, purpose, creditDocument, documentNumber, system }) => ({
    system,
    text: `${amount.amount < 0 ? 'AR credit' : 'AR debit'} ${reference} of ${displayMoney(absolute(amount))} posted against credit memo ${creditDocument}${purposeWords[purpose]}`,
    documents: [
      { kind: 'AR debit', number: documentNumber },
      { kind: 'AR reference', number: reference },
      { kind: 'credit memo', number: creditDocument },
    ],
  }),
  CreditApplied: ({ creditDocument, applied, system }) => ({
    system,
    text: `${displayMoney(applied)} of credit memo ${creditDocument} applied to invoices in ${system}`,
    documents: [{ kind: 'credit memo', number: creditDocument }],
  }),
  ExchangeOrderImported: (imported) => ({
    system: imported.system,
    text: importText(imported),
    documents: [
      { kind: 'exchange order', number: imported.exchangeOrderName },
      { kind: 'ERP order', number: imported.documentNumber },
    ],
  }),
  RefundImported: ({ refundId, documentNumber, applied, system, job }) => ({
    system,
    text: `Refund of ${displayMoney(applied)} imported into ${system}${byJob(job)}`,
    documents: [
      { kind: 'refund', number: refundId },
      { kind: 'refund import', number: documentNumber },
    ],
  }),
  RefundSkipped: (skipped) => ({
    system: 'Backhaul',
    text: skipText(skipped),
    documents: [{ kind: 'refund', number: skipped.refundId }],
  }),
  InventoryExported: ({ levels, system, job }) => ({
    system,
    text: `Stock exported from ${system}: ${levels.map(({ sku, available }) => `${sku} ${available}`).join(', ')}${byJob(job)}`,
    documents: [],
  }),
};
