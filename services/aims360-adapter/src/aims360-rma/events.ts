import type { DomainEvent, EventData, PrivateEvents, Published } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { RefundRecord } from './commands.js';
import { adjustmentOfAnyone, forRefund, posted, withOutcomes, withUnitsAndMoney } from './earlier-events.js';
import type { AdjustmentReading, CreditReading } from './offset/adjustment.js';
import type { SeenExchangeOrder } from './offset/offset-state.js';
import type { Purpose } from './offset/purposes.js';
import type { ItemQuantities } from './rma-snapshot.js';
import type { Processed, Requested } from './state.js';

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
  | DomainEvent<'CreditRequested', { key: string }>
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
  CreditRequested: [],
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
