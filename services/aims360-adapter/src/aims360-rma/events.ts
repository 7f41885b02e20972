import type { DomainEvent, EventData, PrivateEvents, Published } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { PostedDebit, RefundRecord } from './commands.js';
import type { RmaPolicy } from './policy.js';
import type { ItemQuantities } from './rma-snapshot.js';

/** What this service tells the others about an RMA. */
export const publishedEvents = [
  'ReturnAuthorized',
  'ReceiptRecorded',
  'InventoryRestocked',
  'CreditIssued',
  'ReturnCleared',
  'ReturnHeld',
  'CreditOffsetPosted',
  'TaskOpened',
  'TaskClosed',
] as const;

/** The item of one unit, as far as the RMA needs it. */
export interface RmaUnit {
  readonly unitId: string;
  readonly sku: string | null;
  readonly barcode: string | null;
}

/** Everything on an `aims360-rma` stream. */
export type RmaEvent =
  | Published<(typeof publishedEvents)[number]>
  | DomainEvent<
      'RmaRequested',
      {
        externalReturnId: string;
        order: EventData<'ReturnInitiated'>['order'];
        units: RmaUnit[];
        expectedCredit: Money;
        policy: RmaPolicy;
      }
    >
  /** Sums per item (by SKU) after a look at the RMA; the published receipt and restock carry the differences. */
  | DomainEvent<'QuantitiesObserved', { quantities: Record<string, ItemQuantities> }>
  | DomainEvent<'CreditRequested', { key: string }>
  | DomainEvent<'ProcessingObserved', { refundIds: readonly string[]; refunded: Money }>
  | DomainEvent<'RefundObserved', RefundRecord>
  | DomainEvent<'RefundMoneyObserved', { factId: string; refundId: string; settled: Money; failed: Money }>
  | DomainEvent<'DebitRequested', { amount: Money; reference: string }>
  | DomainEvent<'DebitStaged', { batchId: string; document: string }>
  /** Nothing will be posted by itself: the amounts do not agree, or posting belongs to a person. */
  | DomainEvent<'DebitLeftToPerson', { amount: Money }>
  | DomainEvent<'DebitObserved', PostedDebit>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = {
  RmaRequested: [],
  QuantitiesObserved: [],
  CreditRequested: [],
  ProcessingObserved: [],
  RefundObserved: [],
  RefundMoneyObserved: [],
  DebitRequested: [],
  DebitStaged: [],
  DebitLeftToPerson: [],
  DebitObserved: [],
} satisfies PrivateEvents<RmaEvent, typeof publishedEvents>;
