import { displayMoney, isZero } from '@backhaul/money';
import { byJob, counted, type Wording } from './line.js';
import { receiptText } from './receipt-wording.js';

/** What the ERP and its warehouse do; the words fit any ERP. */
export const erpWording: Wording<
  | 'ReturnAuthorized'
  | 'AuthorizationCancelled'
  | 'AsnTransmitted'
  | 'ReceiptRecorded'
  | 'ReturnCleared'
  | 'ReturnHeld'
  | 'InventoryRestocked'
> = {
  ReturnAuthorized: ({ documentKind, documentNumber, system, job }) => ({
    system,
    text: `${documentKind} ${documentNumber} created in ${system}${byJob(job)}`,
    documents: [{ kind: documentKind, number: documentNumber }],
  }),
  AuthorizationCancelled: ({ documentNumber, reason, system }) => ({
    system,
    text: `${documentNumber} voided in ${system}: ${reason}`,
    documents: [{ kind: 'authorisation', number: documentNumber }],
  }),
  AsnTransmitted: ({ documentNumber, warehouseReference, system }) => ({
    system,
    text: `RA ${documentNumber} announced to the warehouse (its number: ${warehouseReference})`,
    documents: [{ kind: 'return order', number: warehouseReference }],
  }),
  ReceiptRecorded: (receipt) => ({
    system: receipt.system,
    text: receiptText(receipt),
    documents: [{ kind: 'receipt', number: receipt.receiptId }],
  }),
  ReturnCleared: ({ basis, documentNumber, job }) => ({
    system: 'Backhaul',
    text:
      basis === 'credit-issued'
        ? `Cleared for processing: credit ${documentNumber} is issued`
        : `Cleared for processing: the receipt matches authorisation ${documentNumber}${byJob(job)}`,
    documents: [{ kind: basis === 'credit-issued' ? 'credit' : 'authorisation', number: documentNumber }],
  }),
  ReturnHeld: ({ reasons }) => ({
    system: 'Backhaul',
    text: `Held for a person to decide: ${reasons.map(({ text }) => text).join('; ')}`,
    documents: [],
  }),
  InventoryRestocked: ({ movements, documentNumber, system }) => ({
    system,
    text: movements.map(movementText).join('; '),
    documents: [{ kind: 'authorisation', number: documentNumber }],
  }),
};

function movementText({ sku, barcode, quantity, warehouse, quality }: Movement): string {
  const item = sku ?? barcode;
  const units = `${counted(quantity, 'unit')}${item === null ? '' : ` of ${item}`}`;
  return quality === 'first'
    ? `${units} back in stock at ${warehouse}`
    : `${units} put into second quality at ${warehouse}`;
}

interface Movement {
  readonly sku: string | null;
  readonly barcode: string | null;
  readonly quantity: number;
  readonly warehouse: string;
  readonly quality: 'first' | 'second';
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
  CreditIssued: ({ documentKind, documentNumber, total, system, job }) => {
    const kind = documentKind === 'credit-memo' ? 'credit memo' : 'credit invoice';
    const title = documentKind === 'credit-memo' ? 'Credit memo' : 'Credit invoice';
    return {
      system,
      text: `${title} ${documentNumber} of ${displayMoney(total)} issued in ${system}${byJob(job)}`,
      documents: [{ kind, number: documentNumber }],
    };
  },
  CreditOffsetPosted: ({ reference, amount, creditDocument, documentNumber, system }) => ({
    system,
    text: `AR debit ${reference} of ${displayMoney(amount)} posted against credit memo ${creditDocument}`,
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
  ExchangeOrderImported: ({ exchangeOrderName, documentNumber, amended, offset, total, system, job }) => ({
    system,
    text: `Exchange order ${exchangeOrderName} ${amended ? 'added to' : 'imported as'} order ${documentNumber} in ${system}${byJob(job)}: ${displayMoney(total)}${isZero(offset.amount) ? '' : `, ${displayMoney(offset.amount)} taken off`}`,
    documents: [
      { kind: 'exchange order', number: exchangeOrderName },
      { kind: 'ERP order', number: documentNumber },
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
  RefundSkipped: ({ refundId, reason }) => ({
    system: 'Backhaul',
    text: `Refund ${refundId} not imported into the ERP: ${reason}`,
    documents: [{ kind: 'refund', number: refundId }],
  }),
  InventoryExported: ({ levels, system, job }) => ({
    system,
    text: `Stock exported from ${system}: ${levels.map(({ sku, available }) => `${sku} ${available}`).join(', ')}${byJob(job)}`,
    documents: [],
  }),
};
