import type { DomainEvent, EventData, PrivateEvents, Published } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { Codes, UnmappedValue } from './codes.js';
import type { RefundRecord } from './commands.js';
import type { Contents } from './contents.js';
import { adjustmentOfAnyone, byPolicy, forRefund, posted, withOutcomes, withUnitsAndMoney } from './earlier-events.js';
import type { AdjustmentReading, CreditReading } from './offset/adjustment.js';
import type { SeenExchangeOrder } from './offset/offset-state.js';
import type { Purpose } from './offset/purposes.js';
import type { RmaPolicy } from './policy.js';
import type { ItemQuantities } from './rma-snapshot.js';
import type { Processed, Requested, Supplement } from './state.js';
import type { PostedReceipt } from './warehouse/receipt.js';

/** What this service tells the others about an RMA. */
export const publishedEvents = [
  'ReturnAuthorized',
  'ReceiptRecorded',
  'InventoryRestocked',
  'CreditIssued',
  'ReturnCleared',
  'ReturnHeld',
  'CreditOffsetPosted',
  'CreditApplied',
  'AuthorizationCancelled',
  'TaskOpened',
  'TaskClosed',
] as const;

/** One unit, as far as the RMA needs it. */
export interface RmaUnit {
  readonly unitId: string;
  readonly sku: string | null;
  readonly barcode: string | null;
  /** A kept unit is credited, and never comes. */
  readonly outcome: EventData<'ReturnInitiated'>['units'][number]['outcome'];
  /** What the shopper paid after discounts, without tax. */
  readonly price: Money;
  readonly tax: Money;
  /** The shopper's own words. */
  readonly note: string | null;
  /** RMA reason and receiving warehouse, by their codes; null while no mapping names one. */
  readonly reason: string | null;
  readonly warehouse: string | null;
}

/** Everything on an `aims360-rma` stream. */
export type RmaEvent =
  | Published<(typeof publishedEvents)[number]>
  | DomainEvent<'RmaRequested', Requested>
  /** Sums per item (by SKU) after a look at the RMA; the published receipt and restock carry the differences. */
  | DomainEvent<'QuantitiesObserved', { quantities: Record<string, ItemQuantities> }>
  /** A value has no mapping: nothing is asked for until it has. */
  | DomainEvent<'RmaBlocked', { values: UnmappedValue[] }>
  | DomainEvent<'CodesResolved', Pick<Codes, 'byUnit'>>
  | DomainEvent<'CreationRequested', { key: string }>
  | DomainEvent<'OwnerSet', { owner: RmaPolicy['owner']; by: string; reason: string }>
  | DomainEvent<'RmaRevised', Contents & { revision: number }>
  | DomainEvent<'UnitsRemoved', { unitIds: string[] }>
  /** Tax: for a credit of a part of the units; null: that of the return. */
  | DomainEvent<'EditRequested', { edit: number; tax: Money | null }>
  | DomainEvent<'EndObserved', { how: 'cancelled' | 'expired' | 'closed' }>
  | DomainEvent<'VoidRequested', { reason: string }>
  /** The vendor's own link made an RMA, although that is ours to do. */
  | DomainEvent<'ForeignRmaSeen', { rmaNumber: string; source: string }>
  | DomainEvent<'ReceiptPosted', PostedReceipt>
  | DomainEvent<'KeptWrittenOff', { receiptReference: string }>
  | DomainEvent<'SupplementRequested', { externalReturnId: string; unitIds: string[] }>
  | DomainEvent<'SupplementObserved', { rmaNumber: string; stocked: Supplement['stocked'] }>
  /** By and reason are of the person who asked; null: by policy of the store. */
  | DomainEvent<'CreditRequested', { key: string; by: string | null; reason: string | null }>
  | DomainEvent<'CreditRefused', { reason: string }>
  | DomainEvent<'ProcessingObserved', Processed>
  | DomainEvent<'RefundObserved', RefundRecord>
  | DomainEvent<'RefundMoneyObserved', { factId: string; refundId: string; settled: Money; failed: Money }>
  | DomainEvent<'ExchangeOrderObserved', SeenExchangeOrder & { orderId: string }>
  /** Negative for a credit adjustment. */
  | DomainEvent<'DebitRequested', { purpose: Purpose; amount: Money; reference: string }>
  | DomainEvent<'DebitStaged', { purpose: Purpose; batchId: string; document: string; posting: boolean }>
  | DomainEvent<'PostingRequested', { purpose: Purpose }>
  | DomainEvent<'PostingReleased', { by: string; reason: string }>
  /** Of earlier releases: what was left to a person is seen by what stands posted. */
  | DomainEvent<'DebitLeftToPerson', { amount: Money }>
  | DomainEvent<'DebitObserved', AdjustmentReading>
  | DomainEvent<'CreditObserved', Pick<CreditReading, 'document' | 'openBalance' | 'changedAt'>>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = {
  RmaRequested: [withUnitsAndMoney],
  QuantitiesObserved: [],
  RmaBlocked: [],
  CodesResolved: [],
  CreationRequested: [],
  OwnerSet: [],
  RmaRevised: [],
  UnitsRemoved: [],
  EditRequested: [],
  EndObserved: [],
  VoidRequested: [],
  ForeignRmaSeen: [],
  ReceiptPosted: [],
  KeptWrittenOff: [],
  SupplementRequested: [],
  SupplementObserved: [],
  CreditRequested: [byPolicy],
  CreditRefused: [],
  ProcessingObserved: [withOutcomes],
  RefundObserved: [],
  RefundMoneyObserved: [],
  ExchangeOrderObserved: [],
  DebitRequested: [forRefund],
  DebitStaged: [posted],
  PostingRequested: [],
  PostingReleased: [],
  DebitLeftToPerson: [],
  DebitObserved: [adjustmentOfAnyone],
  CreditObserved: [],
} satisfies PrivateEvents<RmaEvent, typeof publishedEvents>;
