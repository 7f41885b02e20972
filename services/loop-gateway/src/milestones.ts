import type { AnyEnvelope, EventData } from '@backhaul/contracts';
import { displayMoney } from '@backhaul/money';

/** Events that are also written to the return's history in Loop, as one short line. */
export const milestoneTypes = [
  'ReturnAuthorized',
  'AuthorizationCancelled',
  'AsnTransmitted',
  'ReceiptRecorded',
  'CreditIssued',
  'CreditApplied',
  'ExchangeOrderImported',
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
    case 'AuthorizationCancelled':
      return `${event.data.documentNumber} voided in ${event.data.system}: ${event.data.reason}`;
    case 'AsnTransmitted':
      return `RA ${event.data.documentNumber} transmitted to the warehouse (${event.data.warehouseReference})`;
    case 'ReceiptRecorded':
      return receiptText(event.data);
    case 'CreditIssued':
      return `Credit ${event.data.documentNumber} of ${displayMoney(event.data.total)} issued in ${event.data.system}`;
    case 'CreditApplied':
      return `Credit ${event.data.creditDocument}: ${displayMoney(event.data.applied)} applied to invoices in ${event.data.system}`;
    case 'ExchangeOrderImported':
      return exchangeText(event.data);
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

/** What came too late, too much or not as announced is said: the team looks here first. */
function receiptText({ receiptId, documentNumber, units }: EventData<'ReceiptRecorded'>): string {
  const exceptions = [...new Set(units.flatMap(({ exception }) => (exception === null ? [] : [exception])))];
  const said = exceptions.length === 0 ? '' : ` (${exceptions.join(', ')})`;
  return `Receipt ${receiptId}: ${units.length} unit(s) received against ${documentNumber}${said}`;
}

function exchangeText(data: EventData<'ExchangeOrderImported'>): string {
  const { exchangeOrderName, documentNumber, amended, system, merchandise, offset } = data;
  const where = amended
    ? `added to order ${documentNumber} in ${system}`
    : `imported into ${system} as ${documentNumber}`;
  const less = offset.kind === 'none' ? '' : ` less ${displayMoney(offset.amount)}`;
  return `Exchange order ${exchangeOrderName} ${where}: ${displayMoney(merchandise)}${less}`;
}
