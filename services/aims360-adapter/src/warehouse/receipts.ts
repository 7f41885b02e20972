import {
  receiptDecider,
  receiptEvents,
  receiptModel,
  type Receipt as ReceiptOf,
  type ReceiptCommand as CommandOn,
} from '@backhaul/erp-kit';
import { ProjectedAggregate } from '@backhaul/service-kit';
import { receiptRules, type WarehouseReceipt } from './receipt.js';

/** What is known of a receipt that a warehouse posted. */
export type Receipt = ReceiptOf<WarehouseReceipt>;
/** What may be asked of a receipt. */
export type ReceiptCommand = CommandOn<WarehouseReceipt>;

/** Runs commands on `aims360-receipt` streams, one per receipt of a warehouse. */
export const receipts = new ProjectedAggregate(
  { category: 'aims360-receipt', decider: receiptDecider(receiptRules), ...receiptEvents },
  receiptModel<WarehouseReceipt>('aims360', 2),
);
