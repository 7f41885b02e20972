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
