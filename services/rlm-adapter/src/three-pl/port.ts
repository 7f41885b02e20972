import type { AsnDraft } from '../rlm-return-authorization/authorize.js';
import type { Receipt } from '../rlm-return-authorization/receipt.js';
import type { VendorCall } from '../vendor-call.js';

/** A receipt together with the RA that it was received against; null for a parcel that nobody announced. */
export interface ReportedReceipt {
  readonly raNumber: string | null;
  readonly trackingNumber: string | null;
  /** The shop's name of the order, where it stood on the box. */
  readonly orderNumber: string | null;
  readonly receipt: Receipt;
}

/** What came from the warehouse, as it came: kept before it is understood. */
export interface RawNews {
  /** How it came. */
  readonly source: string;
  /** The same key again is the same news. */
  readonly dedupeKey: string;
  readonly body: Buffer;
  readonly headers: Record<string, string>;
}

/** Goods that were received are something else by now: regraded, put on hold, destroyed. */
export interface Adjustment {
  readonly adjustmentId: string;
  readonly raNumber: string | null;
  readonly receiptId: string | null;
  /** ISO 8601, UTC. */
  readonly adjustedAt: string;
  readonly lines: readonly {
    /** In words for a person. */
    readonly reason: string;
    /** Negative: so many fewer. */
    readonly quantity: number;
    readonly sku: string | null;
    readonly barcode: string | null;
  }[];
}

/** What became of something that we sent to a warehouse that answers later. */
export interface MessageAnswer {
  readonly messageKey: string;
  /** Counts from 1; what is sent again is the next one. */
  readonly attempt: number;
  readonly raNumber: string | null;
  /** What kind of document it was, as the warehouse calls it. */
  readonly document: string;
  readonly fileName: string;
  readonly outcome: 'accepted' | 'rejected' | 'missing';
  /** Why it was rejected, as far as the warehouse says. */
  readonly reasons: readonly string[];
}

/** What the warehouse tells. */
export type WarehouseNews =
  | ({ readonly kind: 'receipt' } & ReportedReceipt)
  | ({ readonly kind: 'adjustment' } & Adjustment)
  | ({ readonly kind: 'answer' } & MessageAnswer);

/** A return order that the warehouse has. */
export interface Announced extends AsnDraft {
  /** What `announce` gave. */
  readonly reference: string;
}

/**
 * Everything that we ask of a warehouse (contracts/rlm-and-3pl.md §4). Some answer at once, others by files hours later: what
 * they say then comes as news.
 */
export interface ThreePlPort {
  /** The warehouse's own number of the return order. Under one key, or for one RA, there is one return order. */
  announce(draft: AsnDraft, call: VendorCall): Promise<string>;
  /** Replaces what was announced; only while nothing has arrived (contracts/rlm-and-3pl.md §4.1). */
  change(announced: Announced, call: VendorCall): Promise<void>;
  /** Nothing is to be expected any more; only while nothing has arrived. */
  cancel(announced: Announced, call: VendorCall): Promise<void>;
  /** News since then, page by page. When the next page is asked for, the one before counts as kept. */
  newsSince(since: Date, call: Omit<VendorCall, 'key'>): AsyncIterable<readonly RawNews[]>;
  /** What such news says. @throws BackhaulError RECEIPT_NOT_UNDERSTOOD: it is parked, never guessed at */
  read(raw: Pick<RawNews, 'body' | 'headers'>): readonly WarehouseNews[] | Promise<readonly WarehouseNews[]>;
  /**
   * Receipts of one RA since then, whatever we heard of them; those that have surely reached the return may be left out.
   * @throws BackhaulError RECEIPT_NOT_UNDERSTOOD when one of them cannot be read
   */
  receiptsOf(raNumber: string, since: Date, call: VendorCall): Promise<Receipt[]>;
}
