// What an adapter brings, and what it gets
export { ErpAdapter, type Admission, type Asked } from './adapter.js';
export { erpControllers, erpProviders, erpSweeps, stopProviders } from './wiring.js';
export { guardedSends } from './guarded-sends.js';
export { erpMigrations, stopMigrations } from './migration.js';

// Mapping tables
export { Mappings } from './mappings/mappings.js';
export type { MappingTable, Resolved, Waiting } from './mappings/mapping-table.js';
export type { MappingValue } from './mapping/state.js';

// Who triggers what, and the stop
export { oneOwnerEach, ownedBy, rivalries, type Claim, type Rivalry, type TriggerOwner } from './triggers/owners.js';
export { Stops, type Stop } from './stops/stops.js';
export { ReleasedCalls } from './stops/released-calls.js';
export { whileNotStopped } from './stops/while-not-stopped.js';
export type { Finding } from './store/decide.js';

// Cut-over and backfill
export { isBeforeGoLive, storeSettings, type StoreSettings } from './cut-over/settings.js';
export { KnownReturns } from './backfill/known-returns.js';
export type { BackfillReport } from './backfill/backfill-rows.js';

// Shadow mode
export {
  compareDocuments,
  type Compared,
  type ComparedDocument,
  type Difference,
  type Period,
} from './shadow/compare.js';
export type { SendHandler } from './shadow/in-shadow.js';
export type { ShadowReport } from './shadow/shadow.controller.js';

// Receipts of warehouses
export { isToHandOver, receiptDecider, type ReceiptCommand } from './warehouse-receipt/decide.js';
export { receiptEvents, type ReceiptEvent } from './warehouse-receipt/events.js';
export {
  goodsOutcomes,
  type GoodsOutcome,
  type PostedLine,
  type PostedReceipt,
  type ReceiptRules,
} from './warehouse-receipt/receipt.js';
export type { Receipt } from './warehouse-receipt/state.js';
export { receiptModel, receiptStatuses, type ReceiptRow } from './receipts/receipt-model.js';
export { ReceiptRows, type ReceiptsWanted } from './receipts/receipt-rows.js';
export { causeOnReceipt, receiptStreamId } from './receipts/receipt-streams.js';
export { matchBlindReceipts } from './receipts/match-blind-receipts.js';

// Read models
export { readPage, type PageQuery } from './read-models/read-page.js';
