import type { DomainEvent, EventData, PrivateEvents, Published } from '@backhaul/contracts';
import type { Money } from '@backhaul/money';
import type { UnmappedValue } from './codes.js';
import type { RaOwner, RaPolicy } from './policy.js';
import type { MadeRa, RaLine } from './ra-lines.js';
import type { Receipt } from './receipt.js';
import type { Held, ShopRefund } from './refund.js';

/** What this service tells the others about a return authorisation. */
export const publishedEvents = [
  'ReturnAuthorized',
  'AuthorizationCancelled',
  'AsnTransmitted',
  'ReceiptRecorded',
  'ReturnCleared',
  'ReturnHeld',
  'RefundImported',
  'RefundSkipped',
  'InventoryRestocked',
  'CreditIssued',
  'InventoryExported',
  'TaskOpened',
  'TaskClosed',
] as const;

/** Which RA it is about; null on streams that were begun when a return had one. */
interface OfRa {
  raNumber: string | null;
}

/** Everything on a `rlm-return-authorization` stream. */
export type RaEvent =
  | Published<(typeof publishedEvents)[number]>
  | DomainEvent<
      'RaRequested',
      {
        externalReturnId: string;
        order: EventData<'ReturnInitiated'>['order'];
        shopper: EventData<'ReturnInitiated'>['shopper'];
        parcel: EventData<'ReturnInitiated'>['parcel'];
        lines: RaLine[];
        policy: RaPolicy;
      }
    >
  /** Words of the return stand for nothing yet: its RA waits. */
  | DomainEvent<'RaBlocked', { by: UnmappedValue[] }>
  /** The lines and the warehouse as the store's tables have them now. */
  | DomainEvent<'RaNamed', { lines: RaLine[]; warehouse: number }>
  | DomainEvent<'OwnerSet', { owner: RaOwner; by: string; reason: string }>
  /** Others make this call: it is only looked for. */
  | DomainEvent<'CallLeft', { callKey: string }>
  /** Every RA of the return with its lines; `ReturnAuthorized` tells the others of each. */
  | DomainEvent<'RasMade', { ras: MadeRa[] }>
  /** A receipt, or its correction, as the warehouse reported it; `ReceiptRecorded` tells the others. */
  | DomainEvent<'ReceiptTaken', Receipt & OfRa>
  /** The return is over without an outcome. */
  | DomainEvent<'EndObserved', { how: 'cancelled' | 'expired' | 'closed' }>
  | DomainEvent<'UnitsTakenOff', { unitIds: string[] }>
  /** The warehouse is told to expect fewer: so many units were taken off the RA. */
  | DomainEvent<'OrderChangeAsked', { raNumber: string; takenOff: number }>
  /** First the warehouse, then the ERP. */
  | DomainEvent<'CancelAsked', { raNumber: string; what: 'return-order' | 'ra'; reason: string }>
  /** It has goods: it stays, and is for a person. */
  | DomainEvent<'CancelGivenUp', { raNumber: string }>
  /** A correction that came too late to change anything here. */
  | DomainEvent<'CorrectionNoted', { receiptId: string; revision: number }>
  /** The ERP has closed the RA: it took in nothing of this receipt. */
  | DomainEvent<'RaFoundClosed', { raNumber: string; receiptId: string }>
  | DomainEvent<'ReceiptPosted', { receiptId: string; revision: number }>
  /** Before the decision the warehouse's list is read, once per RA. */
  | DomainEvent<'ReceiptsAsked', OfRa>
  | DomainEvent<'ReceiptsRead', OfRa>
  /** No final receipt came in time: what is there is all that came. */
  | DomainEvent<'ReceivingClosed', OfRa>
  | DomainEvent<'ProcessingObserved', { refundIds: string[] }>
  | DomainEvent<'RefundObserved', { refund: ShopRefund }>
  | DomainEvent<'RefundMoneyObserved', { refundId: string; part: string; settled: Money; failed: Money }>
  | DomainEvent<'RefundImportRequested', { refundId: string; money: Money }>
  | DomainEvent<'StockRead', { refundId: string }>
  /** The export after this refund waits for the import of others. */
  | DomainEvent<'StockHeld', { refundId: string; held: readonly Held[] }>
  | DomainEvent<'StockReleased', { refundId: string }>
  /** A person said of an open task that its work is done. */
  | DomainEvent<'TaskJudged', { taskId: string }>;

/** The others on its streams, with the way from each older version of them. */
export const privateEvents = {
  RaRequested: [withReceiving, ownedByUs],
  RaBlocked: [],
  RaNamed: [],
  OwnerSet: [],
  CallLeft: [],
  RasMade: [],
  EndObserved: [],
  UnitsTakenOff: [],
  OrderChangeAsked: [],
  CancelAsked: [],
  CancelGivenUp: [],
  ReceiptTaken: [ofTheOneRa],
  CorrectionNoted: [],
  RaFoundClosed: [],
  ReceiptPosted: [],
  ReceiptsAsked: [ofTheOneRa],
  ReceiptsRead: [ofTheOneRa],
  ReceivingClosed: [ofTheOneRa],
  ProcessingObserved: [],
  RefundObserved: [],
  RefundMoneyObserved: [],
  RefundImportRequested: [],
  StockRead: [],
  StockHeld: [],
  StockReleased: [],
  TaskJudged: [],
} satisfies PrivateEvents<RaEvent, typeof publishedEvents>;

/** Version 1 had these decisions in the code. */
function withReceiving<T extends { policy: object }>(data: T): T {
  const receiving: RaPolicy['receiving'] = { secondQuality: 'flag', finalWithinDays: 5, neverArrivesDays: 30 };
  return { ...data, policy: { ...data.policy, receiving } };
}

/** Version 1 knew one RA per return. */
function ofTheOneRa<T extends object>(data: T): T & OfRa {
  return { ...data, raNumber: null };
}

/** Before version 3 every return was ours. */
function ownedByUs<T extends { policy: object }>(data: T): T {
  return { ...data, policy: { ...data.policy, owner: 'us', exportsStock: true } };
}
