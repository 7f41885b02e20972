import type { DomainEvent, PrivateEvents, Published } from '@backhaul/contracts';
import type { WarehouseReceipt } from './receipt.js';

/** What this service tells the others about a receipt that has no return yet. */
export const publishedEvents = ['TaskOpened', 'TaskClosed'] as const;

/** Everything on an `aims360-receipt` stream. */
export type ReceiptEvent =
  | Published<(typeof publishedEvents)[number]>
  | DomainEvent<'ReceiptTaken', WarehouseReceipt>
  /** By a number on the box, or by a person. */
  | DomainEvent<'ReceiptMatched', { returnId: string; by: string | null }>
  /** It waits until each of these words of the warehouse has an entry. */
  | DomainEvent<'WordsUnmapped', { words: string[] }>
  /** It is with the RMA of its return now. */
  | DomainEvent<'ReceiptHandedOver', { revision: number }>;

/** Those that stay inside, with the way from each older version of them. */
export const privateEvents = {
  ReceiptTaken: [],
  ReceiptMatched: [],
  WordsUnmapped: [],
  ReceiptHandedOver: [],
} satisfies PrivateEvents<ReceiptEvent, typeof publishedEvents>;
