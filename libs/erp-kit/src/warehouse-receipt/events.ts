import type { DomainEvent, PrivateEvents, Published } from '@backhaul/contracts';
import type { GoodsOutcome, PostedReceipt } from './receipt.js';

/** What a service tells the others about a receipt that has no return yet. */
const publishedEvents = ['TaskOpened', 'TaskClosed'] as const;

/** Everything on the stream of a receipt. */
export type ReceiptEvent<R extends PostedReceipt = PostedReceipt> =
  | Published<(typeof publishedEvents)[number]>
  | DomainEvent<'ReceiptTaken', R>
  /** By a number on the box, or by a person. */
  | DomainEvent<'ReceiptMatched', { returnId: string; by: string | null }>
  /** It waits until each of these words of the warehouse has an entry. */
  | DomainEvent<'WordsUnmapped', { words: string[] }>
  /** It is with the document of its return now. */
  | DomainEvent<'ReceiptHandedOver', { revision: number }>
  /** It belongs to no return, and a person has said what becomes of the goods. */
  | DomainEvent<'GoodsSettled', { outcome: GoodsOutcome; by: string }>;

const privateEvents = {
  ReceiptTaken: [],
  ReceiptMatched: [],
  WordsUnmapped: [],
  ReceiptHandedOver: [],
  GoodsSettled: [],
} satisfies PrivateEvents<ReceiptEvent, typeof publishedEvents>;

/** Those that go out and those that stay inside, with the way from each older version of them. */
export const receiptEvents = { publishes: publishedEvents, keeps: privateEvents };
