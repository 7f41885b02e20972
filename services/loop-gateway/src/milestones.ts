import type { AnyEnvelope } from '@backhaul/contracts';
import { displayMoney } from '@backhaul/money';

/** Events that are also written to the return's history in Loop, as one short line. */
export const milestoneTypes = [
  'ReturnAuthorized',
  'AsnTransmitted',
  'ReceiptRecorded',
  'CreditIssued',
  'RefundImported',
  'CreditOffsetPosted',
  'InventoryExported',
  'ReturnSettled',
] as const;
export type Milestone = Extract<AnyEnvelope, { type: (typeof milestoneTypes)[number] }>;

/** The line for the merchant's team. It names the document, so that one line is not taken for another. */
export function milestoneText(event: Milestone): string {
  switch (event.type) {
    case 'ReturnAuthorized':
      return `${event.data.documentKind} ${event.data.documentNumber} created in ${event.data.system}`;
    case 'AsnTransmitted':
      return `RA ${event.data.documentNumber} transmitted to the warehouse (${event.data.warehouseReference})`;
    case 'ReceiptRecorded':
      return `Receipt ${event.data.receiptId}: ${event.data.units.length} unit(s) received against ${event.data.documentNumber}`;
    case 'CreditIssued':
      return `Credit ${event.data.documentNumber} of ${displayMoney(event.data.total)} issued in ${event.data.system}`;
    case 'RefundImported':
      return `Refund ${event.data.refundId} imported into ${event.data.system}`;
    case 'CreditOffsetPosted':
      return `AR debit ${event.data.reference} of ${displayMoney(event.data.amount)} posted against ${event.data.creditDocument}`;
    case 'InventoryExported':
      return `Stock exported: ${event.data.levels.map((level) => `${level.sku} ${level.available}`).join(', ')}`;
    case 'ReturnSettled':
      return `Settled: every account 0.00, ${displayMoney(event.data.paidOut)} paid to the shopper`;
  }
}
