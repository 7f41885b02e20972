// Every event that a service may publish. One file per event; this list is the catalogue.
import { returnInitiated } from './return-initiated.js';
import { returnRevised } from './return-revised.js';
import { returnUnitsRemoved } from './return-units-removed.js';
import { parcelProgressed } from './parcel-progressed.js';
import { returnProcessed } from './return-processed.js';
import { returnProcessingFailed } from './return-processing-failed.js';
import { returnFlagged } from './return-flagged.js';
import { returnClosed } from './return-closed.js';
import { returnCancelled } from './return-cancelled.js';
import { returnExpired } from './return-expired.js';
import { orderRecorded } from './order-recorded.js';
import { refundRecorded } from './refund-recorded.js';
import { refundMoneySettled } from './refund-money-settled.js';
import { refundMoneyFailed } from './refund-money-failed.js';
import { exchangeOrderCreated } from './exchange-order-created.js';
import { inventoryLevelSet } from './inventory-level-set.js';
import { returnAuthorized } from './return-authorized.js';
import { authorizationCancelled } from './authorization-cancelled.js';
import { asnTransmitted } from './asn-transmitted.js';
import { receiptRecorded } from './receipt-recorded.js';
import { returnCleared } from './return-cleared.js';
import { returnHeld } from './return-held.js';
import { inventoryRestocked } from './inventory-restocked.js';
import { creditIssued } from './credit-issued.js';
import { creditApplied } from './credit-applied.js';
import { creditOffsetPosted } from './credit-offset-posted.js';
import { refundImported } from './refund-imported.js';
import { refundSkipped } from './refund-skipped.js';
import { exchangeOrderImported } from './exchange-order-imported.js';
import { inventoryExported } from './inventory-exported.js';
import { taskOpened } from './task-opened.js';
import { taskClosed } from './task-closed.js';
import { journalEntryPosted } from './journal-entry-posted.js';
import { returnSettled } from './return-settled.js';

export const catalogue = {
  ReturnInitiated: returnInitiated,
  ReturnRevised: returnRevised,
  ReturnUnitsRemoved: returnUnitsRemoved,
  ParcelProgressed: parcelProgressed,
  ReturnProcessed: returnProcessed,
  ReturnProcessingFailed: returnProcessingFailed,
  ReturnFlagged: returnFlagged,
  ReturnClosed: returnClosed,
  ReturnCancelled: returnCancelled,
  ReturnExpired: returnExpired,
  OrderRecorded: orderRecorded,
  RefundRecorded: refundRecorded,
  RefundMoneySettled: refundMoneySettled,
  RefundMoneyFailed: refundMoneyFailed,
  ExchangeOrderCreated: exchangeOrderCreated,
  InventoryLevelSet: inventoryLevelSet,
  ReturnAuthorized: returnAuthorized,
  AuthorizationCancelled: authorizationCancelled,
  AsnTransmitted: asnTransmitted,
  ReceiptRecorded: receiptRecorded,
  ReturnCleared: returnCleared,
  ReturnHeld: returnHeld,
  InventoryRestocked: inventoryRestocked,
  CreditIssued: creditIssued,
  CreditApplied: creditApplied,
  CreditOffsetPosted: creditOffsetPosted,
  RefundImported: refundImported,
  RefundSkipped: refundSkipped,
  ExchangeOrderImported: exchangeOrderImported,
  InventoryExported: inventoryExported,
  TaskOpened: taskOpened,
  TaskClosed: taskClosed,
  JournalEntryPosted: journalEntryPosted,
  ReturnSettled: returnSettled,
} as const;
